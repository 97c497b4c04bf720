package dev.sluice.stream;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * The clock of a subtask beside those of its partitions, whose clocks it reports. It follows those
 * of other subtasks when there is no partition, and is none otherwise.
 *
 * <p>It is never idle for Flink, see {@link ClockAgreement}.
 */
final class KafkaSubtaskWatermarks implements WatermarkGenerator<RawEvent> {
  private final KafkaEnds ends;

  KafkaSubtaskWatermarks(KafkaEnds ends) {
    this.ends = ends;
  }

  @Override
  public void onEvent(RawEvent event, long timeMillis, WatermarkOutput output) {
    throw new IllegalStateException("an event of no partition: " + event);
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    ends.report();
    long millis = ends.agreed().millis();
    if (ends.areNone() && millis != EventClock.NO_TIME) {
      output.emitWatermark(new Watermark(millis));
    }
  }
}
