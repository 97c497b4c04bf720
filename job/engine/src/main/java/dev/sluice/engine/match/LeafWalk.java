package dev.sluice.engine.match;

import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.compile.TextTest;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Walks over the leaves of predicates, those under {@code not} among them. */
public final class LeafWalk {
  private LeafWalk() {}

  /** Adds every field that is read. */
  public static void fields(Collection<Predicate> predicates, Set<String> fields) {
    walk(
        predicates,
        leaf -> {
          if (!(leaf instanceof Leaf.Keyword)) {
            fields.add(leaf.field());
          }
          if (leaf instanceof Leaf.FieldRelation relation) {
            fields.add(relation.other());
          }
        });
  }

  /** Gives each text that is compared with a field. */
  static void literals(Collection<Predicate> predicates, Consumer<Literal> literals) {
    walk(
        predicates,
        leaf -> {
          if (leaf instanceof Leaf.FieldMatches matches
              && matches.valueTest() instanceof TextTest text) {
            literals.accept(new Literal(matches.field(), text.anchor(), text.compared(), false));
          }
        });
  }

  private static void walk(Collection<Predicate> predicates, Consumer<Leaf> leaves) {
    predicates.forEach(predicate -> walk(predicate, leaves));
  }

  /** Gives each leaf, in the order of the rule. */
  public static void walk(Predicate predicate, Consumer<Leaf> leaves) {
    if (predicate instanceof Predicate.And and) {
      walk(and.terms(), leaves);
    } else if (predicate instanceof Predicate.Or or) {
      walk(or.terms(), leaves);
    } else if (predicate instanceof Predicate.Not not) {
      walk(List.of(not.term()), leaves);
    } else if (predicate instanceof Predicate.Selection selection) {
      walk(List.of(selection.body()), leaves);
    } else if (predicate instanceof Leaf leaf) {
      leaves.accept(leaf);
    } else if (!(predicate instanceof Predicate.Before)) {
      throw new IllegalStateException("unknown predicate " + predicate.getClass());
    }
  }
}
