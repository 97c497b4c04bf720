package dev.sluice.stream;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts of one subtask, each as a metric for those who watch, and as an accumulator what the
 * summary of a run says. Operators that count the same name share its accumulator.
 *
 * <p>Accumulators of an attempt that failed are lost with it: after a recovery they count from the
 * restored checkpoint.
 */
final class OperatorCounts {
  private final RuntimeContext context;
  private final Map<String, Count> labelled = new HashMap<>();

  OperatorCounts(RuntimeContext context) {
    this.context = context;
  }

  /** One count. */
  record Count(LongCounter accumulator, Counter metric) {
    void add() {
      add(1);
    }

    void add(long number) {
      accumulator.add(number);
      metric.inc(number);
    }
  }

  /** The accumulator that counts {@code name} for one {@code value} of its label. */
  static String accumulator(String name, String value) {
    return name + "." + value;
  }

  /** A new count of {@code name}. */
  Count of(String name) {
    return of(name, name, context.getMetricGroup());
  }

  /** The count of {@code name} for one value of a label. */
  Count of(String name, String label, String value) {
    return labelled.computeIfAbsent(
        accumulator(name, value),
        accumulator -> of(accumulator, name, context.getMetricGroup().addGroup(label, value)));
  }

  private Count of(String accumulator, String metric, MetricGroup group) {
    Count count = new Count(new LongCounter(), group.counter(metric));
    context.addAccumulator(accumulator, count.accumulator());
    return count;
  }
}
