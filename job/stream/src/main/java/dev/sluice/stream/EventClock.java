package dev.sluice.stream;

import dev.sluice.stream.RawEvent.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Event time: the event's own time, unless it runs ahead of the time at which the event was taken
 * in.
 *
 * <p>One event dated 2099 must not make every other event late, so a time more than {@code
 * tolerance} ahead counts as the time of intake. A file has no time of intake: what is in it counts
 * as it stands. A time before 1970 or after 9999 is that of a clock that was never set, and is
 * none.
 */
final class EventClock {
  /** No time: such an event moves no watermark. */
  static final long NO_TIME = Long.MIN_VALUE;

  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  private final long toleranceMillis;

  EventClock(Duration tolerance) {
    this.toleranceMillis = tolerance.toMillis();
  }

  /**
   * Returns the event time in milliseconds since the epoch.
   *
   * @param own the event's own time, null when it has none
   * @param takenInMillis the time of the record that brought the event, or {@link #NO_TIME}
   */
  long millis(@Nullable Instant own, long takenInMillis) {
    return own == null || isUnset(own) || isAhead(own, takenInMillis)
        ? takenInMillis
        : own.toEpochMilli();
  }

  /** Returns whether the event's own time runs ahead of its intake by more than the tolerance. */
  private boolean isAhead(@Nullable Instant own, long takenInMillis) {
    return own != null
        && takenInMillis != NO_TIME
        && !isUnset(own)
        && own.toEpochMilli() - toleranceMillis > takenInMillis;
  }

  /** What the time of an event with these does to the watermark. */
  Clock use(@Nullable Instant own, long takenInMillis) {
    if (own == null || isUnset(own)) {
      return Clock.STANDS_IN;
    }
    return isAhead(own, takenInMillis) ? Clock.STAYS : Clock.MOVES;
  }

  /** Whether {@code timeMillis} is a time that arithmetic is safe with. */
  static boolean isTime(long timeMillis) {
    return timeMillis >= FIRST.toEpochMilli() && timeMillis <= LAST.toEpochMilli();
  }

  private static boolean isUnset(Instant own) {
    return own.isBefore(FIRST) || own.isAfter(LAST);
  }
}
