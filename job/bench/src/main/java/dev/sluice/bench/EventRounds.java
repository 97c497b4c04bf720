package dev.sluice.bench;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The events of one measurement.
 *
 * @param warmUp judged before each round and not measured
 * @param rounds how often is measured
 * @param events those of a round, from 0; held in memory only while the round runs
 */
public record EventRounds(List<byte[]> warmUp, int rounds, IntFunction<List<byte[]>> events) {

  /** Of that many events, one is for the warm-up. */
  private static final int WARM_UP_SHARE = 4;

  public EventRounds {
    warmUp = List.copyOf(warmUp);
  }

  /** The same {@code measured} events in each round. */
  public static EventRounds same(List<byte[]> warmUp, List<byte[]> measured, int rounds) {
    List<byte[]> events = List.copyOf(measured);
    return new EventRounds(warmUp, rounds, round -> events);
  }

  /** Every fourth of {@code events} for the warm-up, the others to be measured. */
  public static EventRounds split(List<byte[]> events, int rounds) {
    return same(part(events, true), part(events, false), rounds);
  }

  private static List<byte[]> part(List<byte[]> events, boolean warmUp) {
    return IntStream.range(0, events.size())
        .filter(i -> (i % WARM_UP_SHARE == 0) == warmUp)
        .mapToObj(events::get)
        .toList();
  }
}
