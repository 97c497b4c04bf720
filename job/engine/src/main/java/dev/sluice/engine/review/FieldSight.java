package dev.sluice.engine.review;

import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.compile.Predicate;
import java.util.List;
import java.util.Set;

/**
 * What can be said of a predicate when nothing is known of an event but that it lacks some fields.
 *
 * <p>Each test of a field that is there may go either way, by itself: what may hold here may still
 * contradict itself.
 *
 * @param absent fields that the event lacks
 */
record FieldSight(Set<String> absent) {

  /** Returns false when no such event satisfies {@code predicate}. */
  boolean mayHold(Predicate predicate) {
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

  /** Adds the search identifiers outside of {@code not} that no such event satisfies. */
  void blindSelections(Predicate predicate, Set<String> names) {
    if (predicate instanceof Predicate.Selection selection) {
      if (!mayHold(selection.body())) {
        names.add(selection.name());
      }
    } else {
      termsOf(predicate).forEach(term -> blindSelections(term, names));
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
    return leaf instanceof Leaf.FieldMatches matches && absent.contains(matches.field());
  }

  private boolean isTrue(Leaf leaf) {
    if (leaf instanceof Leaf.FieldExists exists) {
      return !exists.expected() && absent.contains(exists.field());
    }
    return leaf instanceof Leaf.FieldIsNull isNull && absent.contains(isNull.field());
  }
}
