package dev.sluice.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bench.e2e.ChaosEvents.Strange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChaosEventsTest {
  private static final int FROM = 100;
  private static final int END = 200;

  private final MadeEvents usual = new MadeEvents(List.of("{}"));
  private final ChaosEvents events = new ChaosEvents(usual);

  @Test
  void eventsAreStrangeOnlyWhereTheyAreSaidToBe() {
    events.from(FROM, (number, bytes) -> number % 2 == 0 ? new byte[] {1} : null);
    events.usualFrom(END);
    for (int number = 0; number < END + FROM; number++) {
      boolean strange = number >= FROM && number < END && number % 2 == 0;
      assertThat(events.event(number)).isEqualTo(strange ? new byte[] {1} : usual.event(number));
      assertThat(events.isWatched(number)).isEqualTo(!strange && usual.isWatched(number));
      assertThat(events.partition(number)).isNull();
    }
  }

  @Test
  void aStrangeEventMayStayWatchedAndHaveItsPartition() {
    events.from(
        FROM,
        new Strange() {
          @Override
          public byte @Nullable [] event(int number, byte[] bytes) {
            return "another".getBytes(StandardCharsets.UTF_8);
          }

          @Override
          public boolean staysWatched() {
            return true;
          }

          @Override
          public Integer partition(int number) {
            return 3;
          }
        });
    assertThat(IntStream.range(FROM, END).filter(events::isWatched).count())
        .isEqualTo(IntStream.range(FROM, END).filter(usual::isWatched).count())
        .isPositive();
    assertThat(events.partition(FROM)).isEqualTo(3);
    assertThat(events.partition(FROM - 1)).isNull();
  }
}
