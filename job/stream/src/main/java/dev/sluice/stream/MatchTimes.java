package dev.sluice.stream;

import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * How long an event takes from its bytes to its alerts, of one event in {@value #EVERY}: to read a
 * clock twice for each would be felt. For the task thread.
 */
final class MatchTimes {
  static final String NAME = "matchTimeNanos";
  static final int EVERY = 64;

  private static final int WINDOW = 1024;

  private final Histogram histogram;
  private int events;

  MatchTimes(MetricGroup metrics) {
    this.histogram = metrics.histogram(NAME, new DescriptiveStatisticsHistogram(WINDOW));
  }

  /** Whether the next event is to be measured. */
  boolean isDue() {
    events++;
    return events % EVERY == 0;
  }

  void add(long nanos) {
    histogram.update(nanos);
  }
}
