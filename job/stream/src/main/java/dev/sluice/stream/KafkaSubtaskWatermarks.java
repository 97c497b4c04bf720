package dev.sluice.stream;

import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * The clock of a subtask beside those of its partitions: it is idle when the subtask has no
 * partition, and is none otherwise.
 *
 * <p>Were it idle while a partition has given no watermark yet, Flink would take the whole subtask
 * for idle.
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
    if (ends.areNone()) {
      output.markIdle();
    }
  }
}
