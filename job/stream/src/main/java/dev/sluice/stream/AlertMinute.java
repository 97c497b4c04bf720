package dev.sluice.stream;

import java.time.Instant;

/**
 * A minute of event time.
 *
 * @param number minutes since the epoch
 */
record AlertMinute(long number) {
  static final long MILLIS = 60_000;

  private static final char SEPARATOR = '|';

  static AlertMinute at(long timeMillis) {
    return new AlertMinute(Math.floorDiv(timeMillis, MILLIS));
  }

  /** The minute of what {@link #key} gave. */
  static AlertMinute ofKey(String key) {
    return new AlertMinute(Long.parseLong(key.substring(0, key.indexOf(SEPARATOR))));
  }

  /** What no other rule and minute has. */
  String key(String ruleId) {
    return number + String.valueOf(SEPARATOR) + ruleId;
  }

  Instant start() {
    return Instant.ofEpochMilli(number * MILLIS);
  }

  /** The event time at which nothing more is expected of this minute; a whole minute. */
  long dueMillis(long latenessMinutes) {
    return (number + 1 + latenessMinutes) * MILLIS;
  }
}
