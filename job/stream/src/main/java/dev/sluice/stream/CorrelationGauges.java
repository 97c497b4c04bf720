package dev.sluice.stream;

import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What one subtask shows of the correlations it correlates by. */
final class CorrelationGauges {
  static final String ACTIVE = "correlationsActive";

  private CorrelationGauges() {}

  /** Shows them; threads of reporters read them and may see what was true a moment ago. */
  static void register(MetricGroup metrics, ActiveCorrelations correlations, RolloutAcks acks) {
    metrics.gauge(ACTIVE, (Gauge<Integer>) correlations::size);
    metrics.gauge(RuleGauges.VERSION, (Gauge<Long>) correlations::version);
    metrics.gauge(RuleGauges.WAITING_ACKS, (Gauge<Integer>) acks::waiting);
  }
}
