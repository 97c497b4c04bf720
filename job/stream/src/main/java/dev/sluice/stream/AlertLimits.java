package dev.sluice.stream;

import java.io.Serializable;
import java.time.Duration;

/**
 * How many alerts one rule may raise on one host, in a form that travels with the job graph.
 *
 * @param perMinute alerts of a rule on a host in a minute of event time; what is above goes to the
 *     overflow topic
 * @param lateness how long after a minute's end its count is kept for events that come late; counts
 *     in whole minutes, rounded up
 * @param openIntervals intervals of suppression that a rule may have open on a host at a time; with
 *     more, alerts are no longer suppressed, so that state stays bounded
 */
public record AlertLimits(int perMinute, Duration lateness, int openIntervals)
    implements Serializable {

  private static final int MAX_COUNT = 1_000_000;
  private static final Duration MAX_LATENESS = Duration.ofDays(7);

  /** Stands behind what its constructor asks for. */
  public static final AlertLimits DEFAULT = new AlertLimits(1000, Duration.ofMinutes(5), 1000);

  public AlertLimits {
    requireCount(perMinute, "alerts of a rule on a host in a minute");
    requireCount(openIntervals, "open intervals of a rule on a host");
    if (lateness.isNegative() || lateness.compareTo(MAX_LATENESS) > 0) {
      throw new IllegalArgumentException(
          "the lateness of alerts must be from 0 to " + MAX_LATENESS + ", not " + lateness);
    }
  }

  long latenessMinutes() {
    return (lateness.toMillis() + AlertMinute.MILLIS - 1) / AlertMinute.MILLIS;
  }

  private static void requireCount(int count, String what) {
    if (count < 1 || count > MAX_COUNT) {
      throw new IllegalArgumentException(
          "the limit of " + what + " must be from 1 to " + MAX_COUNT + ", not " + count);
    }
  }
}
