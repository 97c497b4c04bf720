package dev.sluice.stream;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;

/**
 * The clock of one partition of events: the newest event's time less the out-of-orderness, and the
 * newest time itself once no event has come for a while, so that the last alert does not wait for
 * the next event.
 *
 * <p>Only events that may move the clock count, also for idleness: a partition that gives nothing
 * but garbage must not hold back the others. After idleness the clock may stand ahead of what comes
 * next by the out-of-orderness: such an event is late.
 */
final class EventWatermarks implements WatermarkGenerator<RawEvent> {
  private final long outOfOrdernessMillis;
  private final long idlenessNanos;
  private final RelativeClock activity;
  private long newestMillis = EventClock.NO_TIME;
  private long lastSeenNanos;
  private boolean seen;
  private boolean idle;

  /**
   * @param activity stands still while the source is held up with events at hand
   */
  EventWatermarks(Duration outOfOrderness, Duration idleness, RelativeClock activity) {
    this.outOfOrdernessMillis = outOfOrderness.toMillis();
    this.idlenessNanos = idleness.toNanos();
    this.activity = activity;
    this.lastSeenNanos = activity.relativeTimeNanos();
  }

  /** Event time from the event, and a clock that stands still until all events have come. */
  static WatermarkStrategy<RawEvent> none() {
    return WatermarkStrategy.<RawEvent>noWatermarks()
        .withTimestampAssigner((event, recordMillis) -> event.timeMillis());
  }

  /** Event time from the event, and a clock of its own for each partition. */
  static WatermarkStrategy<RawEvent> strategy(Duration outOfOrderness, Duration idleness) {
    return WatermarkStrategy.<RawEvent>forGenerator(
            context ->
                new EventWatermarks(outOfOrderness, idleness, context.getInputActivityClock()))
        .withTimestampAssigner((event, recordMillis) -> event.timeMillis());
  }

  @Override
  public void onEvent(RawEvent event, long timeMillis, WatermarkOutput output) {
    if (event.movesClock() && timeMillis != EventClock.NO_TIME) {
      newestMillis = Math.max(newestMillis, timeMillis);
      seen = true;
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (seen) {
      seen = false;
      idle = false;
      lastSeenNanos = activity.relativeTimeNanos();
    }
    if (idle) {
      return;
    }
    if (activity.relativeTimeNanos() - lastSeenNanos > idlenessNanos) {
      emit(newestMillis, output);
      output.markIdle();
      idle = true;
    } else {
      emit(newestMillis - outOfOrdernessMillis - 1, output);
    }
  }

  private void emit(long millis, WatermarkOutput output) {
    if (newestMillis != EventClock.NO_TIME) {
      output.emitWatermark(new Watermark(millis));
    }
  }
}
