package dev.sluice.stream;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The clock of a control stream: it has none, and says so.
 *
 * <p>Invariant: emits no {@link Watermark}, ever; only marks itself idle. Without that the events'
 * clock would stand still for want of a control record; with the largest watermark instead it would
 * jump once the events are idle.
 */
final class ControlWatermarks<T> implements WatermarkGenerator<T> {

  static <T> WatermarkStrategy<T> strategy() {
    return WatermarkStrategy.forGenerator(context -> new ControlWatermarks<>());
  }

  @Override
  public void onEvent(T control, long timeMillis, WatermarkOutput output) {
    // A control record says nothing about the time of events.
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.markIdle();
  }
}
