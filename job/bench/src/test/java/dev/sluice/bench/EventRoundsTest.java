package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EventRoundsTest {

  private static final List<byte[]> EVENTS =
      IntStream.range(0, 100).mapToObj(i -> new byte[] {(byte) i}).toList();

  @Test
  void theWarmUpHasEveryFourthEventAndNoneOfThoseMeasured() {
    EventRounds rounds = EventRounds.split(EVENTS, 2);
    assertThat(rounds.warmUp()).hasSize(25);
    assertThat(rounds.events().apply(1)).hasSize(75).doesNotContainAnyElementsOf(rounds.warmUp());
  }

  @Test
  void aReservoirKeepsAsManyAsItMayInTheirOrder() {
    Reservoir reservoir = new Reservoir(10, 1);
    EVENTS.forEach(reservoir::offer);
    List<byte[]> kept = reservoir.events();
    assertThat(reservoir.seen()).isEqualTo(100);
    assertThat(kept).hasSize(10);
    List<Integer> places = new ArrayList<>();
    kept.forEach(event -> places.add(EVENTS.indexOf(event)));
    assertThat(places).isSorted();
    assertThat(places.get(9)).isGreaterThan(10);
  }
}
