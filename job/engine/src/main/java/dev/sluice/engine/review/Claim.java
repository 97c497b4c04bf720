package dev.sluice.engine.review;

import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.compile.Predicate;

/**
 * That one test of an event is true, or false.
 *
 * @param atom a leaf or an end of time; never {@code exists: false}, whose contrary is claimed
 */
record Claim(Predicate atom, boolean holds) {

  Claim {
    if (atom instanceof Leaf.FieldExists exists && !exists.expected()) {
      atom = new Leaf.FieldExists(exists.field(), true);
      holds = !holds;
    }
  }

  /** The field it is about; of a keyword and of an end none that an event has. */
  String field() {
    return atom instanceof Leaf leaf && !(leaf instanceof Leaf.Keyword) ? leaf.field() : "";
  }

  /** Returns true only when no event makes both true. */
  boolean contradicts(Claim other) {
    if (holds != other.holds) {
      return holds ? Implication.holds(atom, other.atom) : Implication.holds(other.atom, atom);
    }
    return !holds && (isAbsence(other) || other.isAbsence(this));
  }

  /** A field that is absent is null. */
  private boolean isAbsence(Claim other) {
    return atom instanceof Leaf.FieldExists && other.atom instanceof Leaf.FieldIsNull;
  }

  /** Returns true only when each event that makes this true makes {@code other} true. */
  boolean implies(Claim other) {
    return holds == other.holds
        && (holds ? Implication.holds(atom, other.atom) : Implication.holds(other.atom, atom));
  }
}
