package dev.sluice.engine.correlate;

/** Takes what correlations are to look at. */
public interface SignalSink {

  /** Takes a signal. */
  void signal(Signal signal);

  /** A correlation cannot look at an event that one of its rules fired on. */
  void leftOut(LeftOut reason);

  /** Why not. */
  enum LeftOut {
    /** A field of the group is absent, null or empty. */
    NO_GROUP,
    /** A field whose values count is absent, null or empty, or no number where one is needed. */
    NO_VALUE
  }
}
