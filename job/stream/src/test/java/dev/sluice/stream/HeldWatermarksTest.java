package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class HeldWatermarksTest {

  @Test
  void aWatermarkIsHeldBackByTheTimeAndTheLastOneIsNot() throws Exception {
    try (OneInputStreamOperatorTestHarness<String, String> harness =
        new OneInputStreamOperatorTestHarness<>(new HeldWatermarks<>(Duration.ofSeconds(2)))) {
      harness.open();
      harness.processWatermark(Long.MIN_VALUE);
      harness.processElement("a", 5000);
      harness.processWatermark(6000);
      harness.processWatermark(Long.MAX_VALUE);
      assertThat(List.copyOf(harness.getOutput()))
          .isEqualTo(
              List.of(
                  new Watermark(Long.MIN_VALUE),
                  new StreamRecord<>("a", 5000),
                  new Watermark(4000),
                  new Watermark(Long.MAX_VALUE)));
    }
  }
}
