package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.RawEvent.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventClockTest {
  private static final long NOW = Instant.parse("2026-11-20T09:00:00Z").toEpochMilli();

  private final EventClock clock = new EventClock(Duration.ofMinutes(5));

  @Test
  void anEventCountsAtItsOwnTime() {
    assertThat(clock.millis(Instant.ofEpochMilli(NOW - 1000), NOW)).isEqualTo(NOW - 1000);
    assertThat(clock.millis(Instant.ofEpochMilli(NOW + 300_000), NOW)).isEqualTo(NOW + 300_000);
  }

  @Test
  void aTimeFarAheadOfTheIntakeCountsAsTheIntake() {
    assertThat(clock.millis(Instant.ofEpochMilli(NOW + 300_001), NOW)).isEqualTo(NOW);
    assertThat(clock.millis(Instant.parse("2099-01-01T00:00:00Z"), NOW)).isEqualTo(NOW);
  }

  @Test
  void onlyATimeThatCountsAsTheIntakeIsSaidToRunAhead() {
    assertThat(clock.use(Instant.ofEpochMilli(NOW + 300_000), NOW)).isEqualTo(Clock.MOVES);
    assertThat(clock.use(Instant.ofEpochMilli(NOW + 300_001), NOW)).isEqualTo(Clock.STAYS);
    assertThat(clock.use(Instant.ofEpochMilli(NOW + 300_001), EventClock.NO_TIME))
        .isEqualTo(Clock.MOVES);
    assertThat(clock.use(null, NOW)).isEqualTo(Clock.STANDS_IN);
    assertThat(clock.use(Instant.MAX, NOW))
        .as("of a clock that was never set")
        .isEqualTo(Clock.STANDS_IN);
  }

  @Test
  void withoutIntakeAnyTimeCountsAsItStands() {
    Instant far = Instant.parse("2099-01-01T00:00:00Z");
    assertThat(clock.millis(far, EventClock.NO_TIME)).isEqualTo(far.toEpochMilli());
  }

  @Test
  void anEventWithoutTimeCountsAsTheIntake() {
    assertThat(clock.millis(null, NOW)).isEqualTo(NOW);
    assertThat(clock.millis(null, EventClock.NO_TIME)).isEqualTo(EventClock.NO_TIME);
  }

  @Test
  void aTimeNoCalendarHasIsNone() {
    assertThat(clock.millis(Instant.MAX, EventClock.NO_TIME)).isEqualTo(EventClock.NO_TIME);
    assertThat(clock.millis(Instant.MIN, NOW)).isEqualTo(NOW);
  }
}
