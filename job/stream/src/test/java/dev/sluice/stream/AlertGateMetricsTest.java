package dev.sluice.stream;

import static dev.sluice.stream.GateHarness.NOON;
import static dev.sluice.stream.GateHarness.alert;
import static dev.sluice.stream.GateHarness.suppressing;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.junit.jupiter.api.Test;

class AlertGateMetricsTest {
  private final RecordedMetrics metrics = new RecordedMetrics();

  @Test
  void whatIsHeldBackIsCountedByItsReason() throws Exception {
    MockEnvironment environment =
        GateHarness.environment(1, 0).setMetricGroup(metrics.task()).build();
    try (GateHarness gate = GateHarness.in(environment, new AlertLimits(3, Duration.ZERO, 1))) {
      raiseSame(gate, "d1");
      raiseSame(gate, "d1");
      assertThat(metrics.count(AlertGate.SUPPRESSED)).isEqualTo(1);
      assertThat(metrics.count(AlertGate.UNSUPPRESSED)).isZero();
      raiseSame(gate, "d2");
      assertThat(metrics.count(AlertGate.UNSUPPRESSED)).isEqualTo(1);
      raiseSame(gate, "d3");
      assertThat(metrics.count(AlertGate.OVERFLOWED)).isZero();
      raiseSame(gate, "d4");
      raiseSame(gate, "d5");
      assertThat(metrics.count(AlertGate.OVERFLOWED)).isEqualTo(2);
      assertThat(metrics.count(AlertGate.SUPPRESSED)).isEqualTo(1);
    }
  }

  private static void raiseSame(GateHarness gate, String digest) throws Exception {
    gate.raise(suppressing(alert("h", "r", "a"), digest, Duration.ofHours(1)), NOON);
  }
}
