package dev.sluice.engine.review;

/**
 * Whether there are events on which one rule fires and another does not.
 *
 * @param witness such an event as JSON, judged by both rules; empty unless the answer is yes
 */
public record Surplus(Answer answer, String witness) {

  static final Surplus NONE = new Surplus(Answer.NO, "");
  static final Surplus UNKNOWN = new Surplus(Answer.UNKNOWN, "");

  /** What can be said. */
  public enum Answer {
    /** There is one. */
    YES,
    /** There can be none. */
    NO,
    /** None was found, and it was not shown that there is none. */
    UNKNOWN
  }

  static Surplus of(String witness) {
    return new Surplus(Answer.YES, witness);
  }
}
