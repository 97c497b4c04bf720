package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.event.Origin;
import dev.sluice.stream.ClockEvent.Agreed;
import dev.sluice.stream.ClockEvent.Report;
import dev.sluice.stream.ClockEvent.Wanted;
import dev.sluice.stream.RawEvent.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.ManualClock;
import org.junit.jupiter.api.Test;

class SubtaskClocksTest {
  private static final WatermarkOutput NOWHERE =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
      };

  private final ManualClock time = new ManualClock();
  private final List<Report> reports = new ArrayList<>();
  private final SubtaskClocks clocks = new SubtaskClocks(reports::add, time::relativeTimeNanos);

  @Test
  void nothingIsSaidWhileNobodyAsksAndNoneIsIdle() {
    partition(1000);
    report();
    assertThat(reports).isEmpty();
  }

  @Test
  void whoeverIsAskedSaysTheLeastOfItsClocksEachPeriod() {
    partition(1000);
    partition(800);
    clocks.receive(new Wanted(true));
    report();
    clocks.report(false);
    assertThat(reports).containsExactly(new Report(true, false, 799));
    report();
    assertThat(reports).hasSize(2);
    clocks.receive(new Wanted(false));
    report();
    assertThat(reports).hasSize(2);
  }

  @Test
  void anIdlePartitionIsLeftOutAndFollows() {
    idle(partition(500));
    partition(1000);
    report();
    assertThat(reports).containsExactly(new Report(true, true, 999));
  }

  @Test
  void whereAllAreIdleTheFurthestCounts() {
    idle(partition(500));
    idle(partition(1000));
    report();
    assertThat(reports).containsExactly(new Report(false, true, 1000));
  }

  @Test
  void oneThatHasNoTimeAndIsNotIdleHoldsBackAll() {
    partition(1000);
    clocks.add(clock());
    clocks.receive(new Wanted(true));
    report();
    assertThat(reports).containsExactly(new Report(true, false, EventClock.NO_TIME));
  }

  @Test
  void thatNoneIsIdleAnyMoreIsSaidOnce() {
    EventWatermarks clock = partition(500);
    idle(clock);
    report();
    event(clock, 600);
    report();
    report();
    assertThat(reports).containsExactly(new Report(false, true, 500), new Report(true, false, 599));
  }

  @Test
  void aSubtaskMayHavePartitionsUntilItIsToldThatItHasNone() {
    clocks.receive(new Wanted(true));
    report();
    time.advanceTime(Duration.ofSeconds(1));
    clocks.report(true);
    assertThat(reports)
        .containsExactly(
            new Report(true, false, EventClock.NO_TIME),
            new Report(false, true, EventClock.NO_TIME));
  }

  @Test
  void anAnswerIsOfTheTimeAtWhichItComes() {
    assertThat(clocks.agreed().millis()).isEqualTo(EventClock.NO_TIME);
    time.advanceTime(Duration.ofSeconds(3));
    clocks.receive(new Agreed(77));
    assertThat(clocks.agreed()).isEqualTo(new AgreedTime(77, time.relativeTimeNanos()));
  }

  @Test
  void aReportIsNotForAReader() {
    assertThatThrownBy(() -> clocks.receive(new Report(true, true, 1)))
        .isInstanceOf(IllegalStateException.class);
  }

  private void report() {
    time.advanceTime(Duration.ofMillis(500));
    clocks.report(false);
  }

  /** A clock with an event at {@code millis}, out of order by nothing. */
  private EventWatermarks partition(long millis) {
    EventWatermarks clock = clock();
    clocks.add(clock);
    event(clock, millis);
    return clock;
  }

  private EventWatermarks clock() {
    Duration none = Duration.ZERO;
    return new EventWatermarks(none, none, Duration.ofSeconds(10), time, SplitEnds.NOT_TOLD);
  }

  private static void event(EventWatermarks clock, long millis) {
    Origin origin = Origin.kafka("t", 0, 1);
    RawEvent event = new RawEvent(new byte[0], "h", millis, Clock.MOVES, origin, null, null);
    clock.onEvent(event, millis, NOWHERE);
    clock.onPeriodicEmit(NOWHERE);
  }

  private void idle(EventWatermarks clock) {
    time.advanceTime(Duration.ofSeconds(11));
    clock.onPeriodicEmit(NOWHERE);
    assertThat(clock.isIdle()).isTrue();
  }
}
