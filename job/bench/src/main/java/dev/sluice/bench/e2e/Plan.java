package dev.sluice.bench.e2e;

import java.time.Duration;

/**
 * How long a run is.
 *
 * @param checkpointInterval of the job
 */
record Plan(int events, int perSecond, Duration checkpointInterval) {
  static final Plan SHORT = new Plan(20_000, 1_500, Duration.ofSeconds(1));
  static final Plan WHOLE = new Plan(200_000, 3_000, Duration.ofSeconds(2));

  /** The first {@code percent} of the events. */
  int share(int percent) {
    return (int) ((long) events * percent / 100);
  }
}
