package dev.sluice.engine.correlate;

import java.util.TreeSet;

/** When a group alerted. For one thread. */
final class AlertTimes {
  private final long spanMillis;
  private final TreeSet<Long> times = new TreeSet<>();

  AlertTimes(long spanMillis) {
    this.spanMillis = spanMillis;
  }

  /** Adds the first and the last alert of a part: no part is longer than the span. */
  void add(Part part) {
    if (part.lastAlert() != Head.NONE) {
      times.add(part.firstAlert());
      times.add(part.lastAlert());
    }
  }

  void add(long timeMillis) {
    times.add(timeMillis);
  }

  /** Whether an alert is within the span, before or after. */
  boolean isNear(long timeMillis) {
    Long next = times.ceiling(timeMillis - spanMillis);
    return next != null && next <= timeMillis + spanMillis;
  }
}
