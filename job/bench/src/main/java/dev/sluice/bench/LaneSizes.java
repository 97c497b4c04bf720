package dev.sluice.bench;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param sample events taken from the telemetry, a quarter of them for the warm-up
 * @param slowSample the same for judges that take a hundred times as long
 * @param processes process creations made for each round
 * @param hostile the same for the adversarial lane, whose events are ten times as long
 * @param warmUp how long the compilers get
 */
record LaneSizes(
    int sample, int slowSample, int processes, int hostile, int rounds, Duration warmUp) {

  static final LaneSizes FULL =
      new LaneSizes(80_000, 8_000, 40_000, 8_000, 5, Duration.ofSeconds(8));

  static final LaneSizes QUICK = new LaneSizes(8_000, 800, 4_000, 800, 3, Duration.ofSeconds(2));
}
