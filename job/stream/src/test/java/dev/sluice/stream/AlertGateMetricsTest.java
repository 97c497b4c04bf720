package dev.sluice.stream;

import static dev.sluice.stream.GateHarness.NOON;
import static dev.sluice.stream.GateHarness.alert;
import static dev.sluice.stream.GateHarness.suppressing;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.junit.jupiter.api.Test;

class AlertGateMetricsTest {
  private final InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();

  @Test
  void whatIsHeldBackIsCountedByItsReason() throws Exception {
    MockEnvironment environment =
        GateHarness.environment(1, 0).setMetricGroup(new TaskMetrics(metrics)).build();
    try (GateHarness gate = GateHarness.in(environment, new AlertLimits(3, Duration.ZERO, 1))) {
      raiseSame(gate, "d1");
      raiseSame(gate, "d1");
      assertThat(count(AlertGate.SUPPRESSED)).isEqualTo(1);
      assertThat(count(AlertGate.UNSUPPRESSED)).isZero();
      raiseSame(gate, "d2");
      assertThat(count(AlertGate.UNSUPPRESSED)).isEqualTo(1);
      raiseSame(gate, "d3");
      assertThat(count(AlertGate.OVERFLOWED)).isZero();
      raiseSame(gate, "d4");
      raiseSame(gate, "d5");
      assertThat(count(AlertGate.OVERFLOWED)).isEqualTo(2);
      assertThat(count(AlertGate.SUPPRESSED)).isEqualTo(1);
    }
  }

  private static void raiseSame(GateHarness gate, String digest) throws Exception {
    gate.raise(suppressing(alert("h", "r", "a"), digest, Duration.ofHours(1)), NOON);
  }

  private long count(String name) {
    return ((Counter) metrics.get(name)).getCount();
  }

  private static final class TaskMetrics extends InterceptingTaskMetricGroup {
    private final InterceptingOperatorMetricGroup operator;

    TaskMetrics(InterceptingOperatorMetricGroup operator) {
      this.operator = operator;
    }

    @Override
    public InternalOperatorMetricGroup getOrAddOperator(
        OperatorID id, String name, Map<String, String> variables) {
      return operator;
    }
  }
}
