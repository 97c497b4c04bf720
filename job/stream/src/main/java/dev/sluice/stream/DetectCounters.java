package dev.sluice.stream;

import dev.sluice.engine.event.DeadLetter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What one subtask counts, each as a metric for those who watch and as an accumulator for the
 * summary of a run.
 *
 * <p>Accumulators of an attempt that failed are lost with it: after a recovery they count from the
 * restored checkpoint.
 */
final class DetectCounters {
  static final String JUDGED = "eventsJudged";
  static final String UNROUTED = "eventsUnrouted";
  static final String WITHOUT_TIME = "eventsWithoutTime";
  static final String UNDECODABLE = "eventsUndecodable";
  static final String ALERTS = "alerts";

  private final RuntimeContext context;
  private final Map<String, Count> counts = new HashMap<>();

  DetectCounters(RuntimeContext context) {
    this.context = context;
    of(JUDGED);
    of(UNROUTED);
    of(WITHOUT_TIME);
  }

  private record Count(LongCounter accumulator, Counter metric) {
    void add() {
      accumulator.add(1);
      metric.inc();
    }
  }

  /** An event that rules were asked about. */
  void judged() {
    of(JUDGED).add();
  }

  /** An event that fits no log source. */
  void unrouted() {
    of(UNROUTED).add();
  }

  /** An event that moves no clock, whatever else is counted of it. */
  void withoutTime() {
    of(WITHOUT_TIME).add();
  }

  /** Bytes that are no event. */
  void undecodable(DeadLetter.Reason reason) {
    of(UNDECODABLE, "reason", reason.name()).add();
  }

  /** An alert of a rule with {@code level}, which may be empty. */
  void alert(String level) {
    of(ALERTS, "level", level.isEmpty() ? "none" : level.toLowerCase(Locale.ROOT)).add();
  }

  /** The accumulator that counts {@code name} for one {@code value} of its label. */
  static String accumulator(String name, String value) {
    return name + "." + value;
  }

  private Count of(String name) {
    Count count = counts.get(name);
    return count == null ? register(name, name, context.getMetricGroup()) : count;
  }

  private Count of(String name, String label, String value) {
    String accumulator = accumulator(name, value);
    Count count = counts.get(accumulator);
    return count == null
        ? register(accumulator, name, context.getMetricGroup().addGroup(label, value))
        : count;
  }

  private Count register(String accumulator, String metric, MetricGroup group) {
    Count count = new Count(new LongCounter(), group.counter(metric));
    context.addAccumulator(accumulator, count.accumulator());
    counts.put(accumulator, count);
    return count;
  }
}
