package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.util.clock.ManualClock;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaEndsTest {
  private final List<String> seen = new ArrayList<>();
  private final KafkaEnds ends =
      new KafkaEnds(
          new KafkaEventSchema(EventDecoding.builtIn(), Duration.ZERO), new Properties(), "name");
  private final WatermarkOutput output =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
          seen.add("watermark");
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

  @BeforeEach
  void open() {
    ends.open(0, () -> seen.add("asks"));
  }

  @Test
  void aSubtaskWithoutAPartitionIsIdleOnceItIsToldThatThereIsNoneForIt() {
    WatermarkGenerator<RawEvent> subtask = ends.clock(KafkaEndsTest::ofSplit);
    subtask.onPeriodicEmit(output);
    subtask.onPeriodicEmit(output);
    assertThat(seen).containsExactly("asks");
    ends.getsNone();
    subtask.onPeriodicEmit(output);
    assertThat(seen).containsExactly("asks", "idle");
  }

  @Test
  void aSubtaskWithPartitionsLeavesItToThem() {
    WatermarkGenerator<RawEvent> subtask = ends.clock(KafkaEndsTest::ofSplit);
    ends.assigned(List.of(new KafkaPartitionSplit(new TopicPartition("t", 0), 7)));
    ends.getsNone();
    subtask.onPeriodicEmit(output);
    assertThat(seen).isEmpty();
  }

  @Test
  void theFirstClockIsThatOfTheSubtaskAndAllOthersAreOfPartitions() {
    assertThat(ends.clock(KafkaEndsTest::ofSplit)).isInstanceOf(KafkaSubtaskWatermarks.class);
    assertThat(ends.clock(KafkaEndsTest::ofSplit)).isInstanceOf(EventWatermarks.class);
    assertThat(ends.clock(KafkaEndsTest::ofSplit)).isInstanceOf(EventWatermarks.class);
  }

  private static WatermarkGenerator<RawEvent> ofSplit() {
    Duration none = Duration.ZERO;
    return new EventWatermarks(none, none, none, new ManualClock(), SplitEnds.NOT_TOLD);
  }
}
