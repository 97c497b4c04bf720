package dev.sluice.bench.e2e;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * How long some answers took.
 *
 * @param sorted milliseconds; not copied
 */
record Latencies(long[] sorted) {

  static Latencies of(LongStream millis) {
    long[] sorted = millis.toArray();
    Arrays.sort(sorted);
    return new Latencies(sorted);
  }

  int count() {
    return sorted.length;
  }

  /** What {@code share} of all do not exceed; 0 when there are none. */
  long percentile(double share) {
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)];
  }
}
