package dev.sluice.engine.review;

import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.event.Value;
import dev.sluice.engine.match.LeafWalk;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What can be said of a predicate when nothing is known of an event but that it lacks some fields
 * and that others have one value.
 *
 * <p>Each other test may go either way, by itself: what may hold here may still contradict itself.
 *
 * @param absent fields that the event lacks
 * @param constants fields that have this value; neither is copied
 */
public record FieldSight(Set<String> absent, Map<String, Value> constants) {

  /** Nothing is known but what lacks. */
  FieldSight(Set<String> absent) {
    this(absent, Map.of());
  }

  /** Returns false when no such event satisfies {@code predicate}. */
  public boolean mayHold(Predicate predicate) {
    if (predicate instanceof Predicate.And and) {
      return and.terms().stream().allMatch(this::mayHold);
    }
    if (predicate instanceof Predicate.Or or) {
      return or.terms().stream().anyMatch(this::mayHold);
    }
    if (predicate instanceof Predicate.Not not) {
      return !mustHold(not.term());
    }
    if (predicate instanceof Predicate.Selection selection) {
      return mayHold(selection.body());
    }
    return !(predicate instanceof Leaf leaf && isFalse(leaf));
  }

  /** Returns whether every such event satisfies {@code predicate}, as far as fields decide it. */
  private boolean mustHold(Predicate predicate) {
    if (predicate instanceof Predicate.And and) {
      return and.terms().stream().allMatch(this::mustHold);
    }
    if (predicate instanceof Predicate.Or or) {
      return or.terms().stream().anyMatch(this::mustHold);
    }
    if (predicate instanceof Predicate.Not not) {
      return !mayHold(not.term());
    }
    if (predicate instanceof Predicate.Selection selection) {
      return mustHold(selection.body());
    }
    return predicate instanceof Leaf leaf && isTrue(leaf);
  }

  /** The search identifiers outside of {@code not} that no such event satisfies, in order. */
  public Set<Predicate.Selection> blind(Predicate predicate) {
    Set<Predicate.Selection> found = new LinkedHashSet<>();
    blind(predicate, found);
    return found;
  }

  private void blind(Predicate predicate, Set<Predicate.Selection> found) {
    if (predicate instanceof Predicate.Selection selection) {
      if (!mayHold(selection.body())) {
        found.add(selection);
      }
    } else {
      termsOf(predicate).forEach(term -> blind(term, found));
    }
  }

  /** The fields for which {@code predicate} cannot hold; none when it may. */
  public Set<String> inTheWay(Predicate predicate) {
    Set<String> fields = new TreeSet<>();
    inTheWay(predicate, fields);
    return fields;
  }

  private void inTheWay(Predicate predicate, Set<String> fields) {
    if (mayHold(predicate)) {
      return;
    }
    if (predicate instanceof Predicate.Not not) {
      LeafWalk.fields(List.of(not.term()), fields);
    } else if (predicate instanceof Predicate.Selection selection) {
      inTheWay(selection.body(), fields);
    } else if (predicate instanceof Leaf leaf) {
      fields.add(leaf.field());
    } else {
      termsOf(predicate).forEach(term -> inTheWay(term, fields));
    }
  }

  private static List<Predicate> termsOf(Predicate predicate) {
    if (predicate instanceof Predicate.And and) {
      return and.terms();
    }
    return predicate instanceof Predicate.Or or ? or.terms() : List.of();
  }

  private boolean isFalse(Leaf leaf) {
    if (leaf instanceof Leaf.FieldExists exists) {
      return exists.expected() && absent.contains(exists.field());
    }
    if (leaf instanceof Leaf.FieldRelation relation) {
      return absent.contains(relation.field()) || absent.contains(relation.other());
    }
    return leaf instanceof Leaf.FieldMatches matches
        && (absent.contains(matches.field()) || isOther(matches));
  }

  private boolean isOther(Leaf.FieldMatches matches) {
    Value value = constants.get(matches.field());
    return value != null && !matches.valueTest().test(value);
  }

  private boolean isTrue(Leaf leaf) {
    if (leaf instanceof Leaf.FieldExists exists) {
      return !exists.expected() && absent.contains(exists.field());
    }
    return leaf instanceof Leaf.FieldIsNull isNull && absent.contains(isNull.field());
  }
}
