package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.ClockEvent.Agreed;
import dev.sluice.stream.ClockEvent.Report;
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
    ends.open(0, event -> seen.add(event.toString()));
  }

  @Test
  void aSubtaskWithoutAPartitionFollowsOnceItIsToldThatThereIsNoneForIt() {
    WatermarkGenerator<RawEvent> subtask = ends.clock(KafkaEndsTest::ofSplit);
    subtask.onPeriodicEmit(output);
    ends.receive(new Agreed(7));
    subtask.onPeriodicEmit(output);
    assertThat(seen).containsExactly("WANTED");
    ends.getsNone();
    subtask.onPeriodicEmit(output);
    assertThat(seen)
        .containsExactly(
            "WANTED", new Report(false, true, EventClock.NO_TIME).toString(), "watermark");
  }

  @Test
  void aSubtaskWithPartitionsLeavesItToThem() {
    WatermarkGenerator<RawEvent> subtask = ends.clock(KafkaEndsTest::ofSplit);
    ends.receive(new Agreed(7));
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

  private static EventWatermarks ofSplit() {
    Duration none = Duration.ZERO;
    return new EventWatermarks(none, none, none, new ManualClock(), SplitEnds.NOT_TOLD);
  }
}
