package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.Origin;
import dev.sluice.stream.RawEvent.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.ManualClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventWatermarksTest {
  private static final Origin ORIGIN = Origin.kafka("t", 0, 1);

  private final List<String> seen = new ArrayList<>();
  private final WatermarkOutput output =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
          seen.add(Long.toString(watermark.getTimestamp()));
        }

        @Override
        public void markIdle() {
          seen.add("idle");
        }

        @Override
        public void markActive() {
          seen.add("active");
        }
      };
  private final ManualClock time = new ManualClock();
  private final Ends ends = new Ends();
  private final EventWatermarks clock =
      new EventWatermarks(
          Duration.ofMillis(100), Duration.ZERO, Duration.ofSeconds(10), time, ends);

  /** All has been read up to {@link #readUpToNanos}. */
  private final class Ends implements SplitEnds {
    private final List<@Nullable Origin> asked = new ArrayList<>();
    private final List<Origin> started = new ArrayList<>();
    private long readUpToNanos = Long.MAX_VALUE;
    private @Nullable AgreedTime agreed;

    @Override
    public void clockStarted(Origin event) {
      started.add(event);
    }

    @Override
    public long nanos() {
      return time.relativeTimeNanos();
    }

    @Override
    public boolean areReached(@Nullable Origin event, long nanos) {
      asked.add(event);
      return readUpToNanos >= nanos;
    }

    @Override
    public @Nullable AgreedTime agreed() {
      return agreed;
    }
  }

  @Test
  void theClockFollowsTheNewestEventAtTheDistanceOfWhatMayComeOutOfOrder() {
    event(1000, Clock.MOVES);
    event(900, Clock.MOVES);
    tick(1);
    event(2000, Clock.MOVES);
    tick(1);
    assertThat(seen).containsExactly("899", "1899");
  }

  @Test
  void onceIdleTheClockStandsAtTheNewestEventAndSaysSoOnce() {
    event(1000, Clock.MOVES);
    tick(1);
    tick(9);
    assertThat(seen).containsOnly("899");
    tick(2);
    tick(60);
    assertThat(seen).endsWith("899", "1000", "idle");
    assertThat(seen).containsOnlyOnce("idle");
  }

  @Test
  void onceIdleTheClockPassesAllThatWaitsForOthers() {
    EventWatermarks waiting =
        new EventWatermarks(
            Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(10), time, ends);
    RawEvent event = new RawEvent(new byte[0], "h", 1000, Clock.MOVES, ORIGIN, null, null);
    waiting.onEvent(event, 1000, output);
    waiting.onPeriodicEmit(output);
    time.advanceTime(Duration.ofSeconds(11));
    waiting.onPeriodicEmit(output);
    assertThat(seen).containsExactly("899", "3000", "idle");
  }

  @Test
  void anEventAfterIdlenessStartsTheClockAgain() {
    event(1000, Clock.MOVES);
    tick(1);
    tick(11);
    event(1500, Clock.MOVES);
    tick(1);
    assertThat(seen).endsWith("1000", "idle", "1399");
    tick(11);
    assertThat(seen).endsWith("1500", "idle");
  }

  @Test
  void aPartitionWithoutEventsIsIdleAndHasNoTime() {
    tick(1);
    tick(11);
    assertThat(seen).containsExactly("idle");
  }

  @Test
  void eventsThatMoveNoClockDoNotKeepAPartitionAwake() {
    event(1000, Clock.MOVES);
    tick(1);
    for (int i = 0; i < 20; i++) {
      event(50_000, Clock.STAYS);
      event(EventClock.NO_TIME, Clock.MOVES);
      tick(1);
    }
    assertThat(seen).endsWith("1000", "idle").doesNotContain("49899");
  }

  @Test
  void eventsWithoutATimeOfTheirOwnAmongOthersMoveNoClock() {
    for (int i = 0; i < 200; i++) {
      event(1000 + i, Clock.MOVES);
      event(90_000, Clock.STANDS_IN);
      tick(1);
    }
    assertThat(seen).endsWith("1098").doesNotContain("idle");
  }

  @Test
  void whereNoEventSaysItsTimeThatOfTheIntakeMovesTheClockAfterAWhile() {
    for (int i = 1; i <= 70; i++) {
      event(90_000 + i, Clock.STANDS_IN);
      tick(1);
    }
    assertThat(seen).startsWith("idle").endsWith(Integer.toString(90_070 - 101));
    tick(11);
    assertThat(seen).endsWith("90070", "idle");
  }

  @Test
  void whatIsUnreadKeepsAPartitionFromIdlenessForAnyTime() {
    event(1000, Clock.MOVES);
    tick(1);
    ends.readUpToNanos = time.relativeTimeNanos();
    tick(5);
    tick(3600);
    assertThat(seen).containsOnly("899");
    ends.readUpToNanos = time.relativeTimeNanos();
    tick(1);
    assertThat(seen).endsWith("1000", "idle");
  }

  @Test
  void thatAllWasReadBeforeItWasQuietSaysNothing() {
    event(1000, Clock.MOVES);
    tick(1);
    tick(9);
    ends.readUpToNanos = time.relativeTimeNanos();
    assertThat(ends.asked).isEmpty();
    tick(2);
    event(2000, Clock.MOVES);
    tick(1);
    ends.readUpToNanos = time.relativeTimeNanos();
    tick(11);
    assertThat(seen).endsWith("1899").doesNotContain("idle");
  }

  @Test
  void aPartitionIsAskedForByItsEventsAndBeforeThemAllThatHaveNone() {
    tick(11);
    event(90_000, Clock.STAYS);
    event(80_000, Clock.STANDS_IN);
    assertThat(ends.started).isEmpty();
    event(1000, Clock.MOVES);
    event(2000, Clock.MOVES);
    tick(1);
    tick(11);
    assertThat(ends.started).containsExactly(ORIGIN);
    assertThat(ends.asked).containsExactly(null, ORIGIN);
  }

  @Test
  void aClockThatTimesOfTheIntakeStartIsStarted() {
    tick(61);
    event(80_000, Clock.STANDS_IN);
    tick(1);
    assertThat(ends.started).containsExactly(ORIGIN);
  }

  @Test
  void anIdlePartitionFollowsWhatTheOthersAgreeOnAndIsNotIdleForFlink() {
    ends.agreed = new AgreedTime(EventClock.NO_TIME, 0);
    event(1000, Clock.MOVES);
    tick(1);
    tick(11);
    assertThat(clock.isIdle()).isTrue();
    agree(5000);
    tick(1);
    agree(4000);
    tick(1);
    agree(6000);
    tick(1);
    assertThat(seen).containsExactly("899", "1000", "5000", "6000");
    assertThat(clock.millis()).isEqualTo(6000);
  }

  @Test
  void whatIsFollowedWaitsUntilAllIsReadThatWasThereWhenItWasAgreed() {
    ends.agreed = new AgreedTime(EventClock.NO_TIME, 0);
    event(1000, Clock.MOVES);
    tick(1);
    tick(11);
    ends.readUpToNanos = time.relativeTimeNanos();
    agree(5000);
    time.advanceTime(Duration.ofSeconds(1));
    long first = time.relativeTimeNanos();
    agree(5000);
    tick(1);
    agree(7000);
    tick(1);
    assertThat(seen).endsWith("1000");
    ends.readUpToNanos = first;
    tick(1);
    assertThat(seen).endsWith("1000", "5000");
    ends.readUpToNanos = time.relativeTimeNanos();
    tick(1);
    assertThat(seen).endsWith("5000", "7000");
  }

  @Test
  void whatWasAgreedBeforeAnEventIsNotFollowedAfterIt() {
    ends.agreed = new AgreedTime(EventClock.NO_TIME, 0);
    event(1000, Clock.MOVES);
    tick(1);
    tick(11);
    ends.readUpToNanos = 0;
    agree(5000);
    tick(1);
    event(2000, Clock.MOVES);
    tick(1);
    ends.readUpToNanos = Long.MAX_VALUE;
    tick(1);
    assertThat(clock.isIdle()).isFalse();
    assertThat(clock.millis()).isEqualTo(1899);
  }

  @Test
  void aPartitionWithoutAClockFollowsToo() {
    ends.agreed = new AgreedTime(EventClock.NO_TIME, 0);
    tick(11);
    agree(5000);
    tick(1);
    assertThat(seen).containsExactly("5000");
  }

  @Test
  void theClockNeverGoesBack() {
    ends.agreed = new AgreedTime(EventClock.NO_TIME, 0);
    event(1000, Clock.MOVES);
    tick(1);
    tick(11);
    agree(5000);
    tick(1);
    event(2000, Clock.MOVES);
    tick(1);
    assertThat(clock.isIdle()).isFalse();
    assertThat(seen).endsWith("5000", "5000");
  }

  private void agree(long millis) {
    ends.agreed = new AgreedTime(millis, time.relativeTimeNanos());
  }

  private void event(long timeMillis, Clock use) {
    RawEvent event = new RawEvent(new byte[0], "h", timeMillis, use, ORIGIN, null, null);
    clock.onEvent(event, timeMillis, output);
  }

  private void tick(int seconds) {
    time.advanceTime(Duration.ofSeconds(seconds));
    clock.onPeriodicEmit(output);
  }
}
