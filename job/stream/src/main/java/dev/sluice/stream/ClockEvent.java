package dev.sluice.stream;

import org.apache.flink.api.connector.source.SourceEvent;

/** What readers and the enumerator say to each other of the clocks of partitions. */
sealed interface ClockEvent extends SourceEvent {

  /**
   * Where the clocks of a subtask stand; from the reader.
   *
   * @param running whether a partition of it is not idle, or may be none
   * @param follows whether a partition of it is idle, and so waits for an {@link Agreed}
   * @param millis the least that a partition has emitted which is not idle; where all are idle, the
   *     most; {@link EventClock#NO_TIME} for none
   */
  record Report(boolean running, boolean follows, long millis) implements ClockEvent {
    private static final long serialVersionUID = 1;
  }

  /**
   * Whether {@link Report}s are asked for, which they are as long as a partition of the job is
   * idle; to the reader.
   */
  record Wanted(boolean wanted) implements ClockEvent {
    private static final long serialVersionUID = 1;
  }

  /**
   * The time that no clock is behind which is not idle; to a reader that follows. Where all are
   * idle, that of the clock that has come furthest.
   *
   * @param millis {@link EventClock#NO_TIME} while it is not known
   */
  record Agreed(long millis) implements ClockEvent {
    private static final long serialVersionUID = 1;
  }
}
