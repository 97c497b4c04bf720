package dev.sluice.bench;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The events of the lanes. Those that are made are made anew for each round, with its number as
 * seed.
 */
final class LaneEvents {

  private static final long WARM_UP_SEED = -1;
  private static final int WARM_UP_SHARE = 4;

  private final Telemetry telemetry;
  private final ProcessEvents processes;
  private final HostileEvents hostile;

  /**
   * @param texts values of the telemetry
   */
  LaneEvents(Telemetry telemetry, List<String> texts) {
    this.telemetry = telemetry;
    this.processes = new ProcessEvents(telemetry.processes(), texts);
    this.hostile = new HostileEvents(processes);
  }

  /** The events of {@code lane}. */
  EventRounds of(Lane lane, LaneSizes sizes) {
    return switch (lane) {
      case NATURAL -> EventRounds.split(telemetry.sample(), sizes.rounds());
      case ZEEK -> EventRounds.split(telemetry.zeek(), sizes.rounds());
      case PROCESS -> made(processes::make, sizes.processes(), sizes.rounds());
      case ADVERSARIAL -> made(hostile::make, sizes.hostile(), sizes.rounds());
    };
  }

  /** The natural lane with fewer events. */
  EventRounds few(LaneSizes sizes) {
    List<byte[]> all = telemetry.sample();
    int stride = Math.max(1, all.size() / sizes.slowSample());
    List<byte[]> some =
        IntStream.iterate(0, i -> i < all.size(), i -> i + stride).mapToObj(all::get).toList();
    return EventRounds.split(some, sizes.rounds());
  }

  private interface Maker {
    List<byte[]> make(long seed, int count);
  }

  private static EventRounds made(Maker maker, int count, int rounds) {
    return new EventRounds(
        maker.make(WARM_UP_SEED, count / WARM_UP_SHARE), rounds, round -> maker.make(round, count));
  }
}
