package dev.sluice.stream;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;

/** What an operator of a test harness registers. */
final class RecordedMetrics {
  private final Map<String, Counter> labelled = new HashMap<>();
  private final Operator operator = new Operator();

  /** What the environment of the harness needs. */
  TaskMetricGroup task() {
    return new Task();
  }

  long count(String name) {
    return ((Counter) operator.get(name)).getCount();
  }

  /** The count of {@code name} for one value of a label, 0 when there is none. */
  long count(String name, String label, String value) {
    Counter counter = labelled.get(name + "{" + label + "=" + value + "}");
    return counter == null ? 0 : counter.getCount();
  }

  long gauge(String name) {
    return ((Number) ((Gauge<?>) operator.get(name)).getValue()).longValue();
  }

  Histogram histogram(String name) {
    return (Histogram) operator.get(name);
  }

  private final class Task extends InterceptingTaskMetricGroup {
    @Override
    public InternalOperatorMetricGroup getOrAddOperator(
        OperatorID id, String name, Map<String, String> variables) {
      return operator;
    }
  }

  private final class Operator extends InterceptingOperatorMetricGroup {
    @Override
    public MetricGroup addGroup(String label, String value) {
      return new UnregisteredMetricsGroup() {
        @Override
        public Counter counter(String name) {
          Counter counter = super.counter(name);
          labelled.put(name + "{" + label + "=" + value + "}", counter);
          return counter;
        }
      };
    }
  }
}
