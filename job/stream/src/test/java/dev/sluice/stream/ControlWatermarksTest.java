package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class ControlWatermarksTest {
  private final List<String> seen = new ArrayList<>();
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

  @Test
  void aControlStreamIsIdleWhateverComes() {
    ControlWatermarks<String> clock = new ControlWatermarks<>();
    clock.onPeriodicEmit(output);
    clock.onEvent("record", Long.MAX_VALUE, output);
    clock.onPeriodicEmit(output);
    assertThat(seen).containsExactly("idle", "idle");
  }
}
