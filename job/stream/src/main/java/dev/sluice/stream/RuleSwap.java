package dev.sluice.stream;

/**
 * What it took a subtask to go over to a newer set.
 *
 * @param millis from the broadcast of the set to its first event, or the first occasion for one
 * @param pauseNanos for how long no event was judged
 */
record RuleSwap(long millis, long pauseNanos) {
  /** Before the first. */
  static final RuleSwap NONE = new RuleSwap(0, 0);
}
