package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.ManualClock;
import org.junit.jupiter.api.Test;

class EventWatermarksTest {
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
  private final EventWatermarks clock =
      new EventWatermarks(Duration.ofMillis(100), Duration.ofSeconds(10), time);

  @Test
  void theClockFollowsTheNewestEventAtTheDistanceOfWhatMayComeOutOfOrder() {
    event(1000, true);
    event(900, true);
    tick(1);
    event(2000, true);
    tick(1);
    assertThat(seen).containsExactly("899", "1899");
  }

  @Test
  void onceIdleTheClockStandsAtTheNewestEventAndSaysSoOnce() {
    event(1000, true);
    tick(1);
    tick(9);
    assertThat(seen).containsOnly("899");
    tick(2);
    tick(60);
    assertThat(seen).endsWith("899", "1000", "idle");
    assertThat(seen).containsOnlyOnce("idle");
  }

  @Test
  void anEventAfterIdlenessStartsTheClockAgain() {
    event(1000, true);
    tick(1);
    tick(11);
    event(1500, true);
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
    event(1000, true);
    tick(1);
    for (int i = 0; i < 20; i++) {
      event(50_000, false);
      event(EventClock.NO_TIME, true);
      tick(1);
    }
    assertThat(seen).endsWith("1000", "idle").doesNotContain("49899");
  }

  private void event(long timeMillis, boolean movesClock) {
    RawEvent event =
        new RawEvent(new byte[0], "h", timeMillis, movesClock, Origin.kafka("t", 0, 1), null);
    clock.onEvent(event, timeMillis, output);
  }

  private void tick(int seconds) {
    time.advanceTime(Duration.ofSeconds(seconds));
    clock.onPeriodicEmit(output);
  }
}
