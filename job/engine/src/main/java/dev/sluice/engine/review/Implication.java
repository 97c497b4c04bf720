package dev.sluice.engine.review;

import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.compile.Predicate;

/** Whether one test of an event says that another is true as well. */
final class Implication {

  private Implication() {}

  /**
   * Returns true only when each event on which {@code one} is true makes {@code other} true; false
   * says nothing.
   */
  static boolean holds(Predicate one, Predicate other) {
    if (one instanceof Leaf.FieldMatches a) {
      if (other instanceof Leaf.FieldMatches b) {
        return a.field().equals(b.field()) && Inclusion.holds(a.valueTest(), b.valueTest());
      }
      return saysThatThereIs(a.field(), other);
    }
    if (one instanceof Leaf.Keyword a && other instanceof Leaf.Keyword b) {
      return Inclusion.holds(a.valueTest(), b.valueTest());
    }
    if (one instanceof Leaf.FieldRelation relation
        && (saysThatThereIs(relation.field(), other) || saysThatThereIs(relation.other(), other))) {
      return true;
    }
    return one.equals(other);
  }

  private static boolean saysThatThereIs(String field, Predicate other) {
    return other instanceof Leaf.FieldExists exists && exists.field().equals(field);
  }
}
