package dev.sluice.engine.review;

import dev.sluice.engine.review.Surplus.Answer;
import java.util.List;

/**
 * What becomes of a rule's meaning when another text takes its place.
 *
 * @param gains events on which it fires now and did not
 * @param losses events on which it fired and does not now
 * @param came predicates that it did not have, in words, in the order of the rule
 * @param went predicates that it has no more
 */
public record RuleDifference(Surplus gains, Surplus losses, List<String> came, List<String> went) {

  public RuleDifference {
    came = List.copyOf(came);
    went = List.copyOf(went);
  }

  /** How the events on which two rules fire relate. */
  public enum Relation {
    /** The same events. */
    EQUAL,
    /** All of before, and more. */
    WIDER,
    /** Some of before, and no other. */
    NARROWER,
    /** Some are new and some are gone. */
    DIFFERENT,
    /** Gains or losses could not be told. */
    UNKNOWN
  }

  /** How the events of the new text relate to those of the old one. */
  public Relation relation() {
    if (gains.answer() == Answer.UNKNOWN || losses.answer() == Answer.UNKNOWN) {
      return Relation.UNKNOWN;
    }
    boolean gainsSome = gains.answer() == Answer.YES;
    boolean losesSome = losses.answer() == Answer.YES;
    return gainsSome
        ? losesSome ? Relation.DIFFERENT : Relation.WIDER
        : losesSome ? Relation.NARROWER : Relation.EQUAL;
  }
}
