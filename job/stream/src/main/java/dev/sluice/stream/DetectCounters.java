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
 * What one subtask counts, each as a metric for those who watch, and as an accumulator what the
 * summary of a run says.
 *
 * <p>Accumulators of an attempt that failed are lost with it: after a recovery they count from the
 * restored checkpoint.
 */
final class DetectCounters {
  static final String JUDGED = "eventsJudged";
  static final String BYTES = "bytesJudged";
  static final String UNROUTED = "eventsUnrouted";
  static final String UNMAPPED = "eventsUnmapped";
  static final String WITHOUT_TIME = "eventsWithoutTime";
  static final String UNDECODABLE = "eventsUndecodable";
  static final String INDEXED = "eventsIndexed";
  static final String TESTED = "rulesTested";
  static final String ALERTS = "alerts";
  static final String SHADOWED = "alertsShadow";

  private final RuntimeContext context;
  private final Map<String, Count> labelled = new HashMap<>();
  private final Map<String, Counter> unmapped = new HashMap<>();
  private final Count judged;
  private final Count unrouted;
  private final Count withoutTime;
  private final Counter bytes;
  private final Counter indexed;
  private final Counter tested;
  private final Counter shadowed;
  private long undecodable;

  DetectCounters(RuntimeContext context) {
    this.context = context;
    MetricGroup metrics = context.getMetricGroup();
    this.judged = count(JUDGED, JUDGED, metrics);
    this.unrouted = count(UNROUTED, UNROUTED, metrics);
    this.withoutTime = count(WITHOUT_TIME, WITHOUT_TIME, metrics);
    this.bytes = metrics.counter(BYTES);
    this.indexed = metrics.counter(INDEXED);
    this.tested = metrics.counter(TESTED);
    this.shadowed = metrics.counter(SHADOWED);
  }

  private record Count(LongCounter accumulator, Counter metric) {
    void add() {
      accumulator.add(1);
      metric.inc();
    }
  }

  /**
   * What was counted since the start of the attempt.
   *
   * @param events that rules were asked about
   * @param bytes of those
   * @param unrouted events that fit no log source
   * @param undecodable bytes that are no event
   */
  record Totals(long events, long bytes, long unrouted, long undecodable) {
    static final Totals NONE = new Totals(0, 0, 0, 0);

    Totals since(Totals before) {
      return new Totals(
          events - before.events,
          bytes - before.bytes,
          unrouted - before.unrouted,
          undecodable - before.undecodable);
    }
  }

  Totals totals() {
    return new Totals(
        judged.metric().getCount(), bytes.getCount(), unrouted.metric().getCount(), undecodable);
  }

  /** An event that rules were asked about. */
  void judged(int length) {
    judged.add();
    bytes.inc(length);
  }

  /** An event of {@code schema} that fits no log source. */
  void unrouted(String schema) {
    unrouted.add();
    unmapped
        .computeIfAbsent(
            schema, s -> context.getMetricGroup().addGroup("schema", s).counter(UNMAPPED))
        .inc();
  }

  /** An event that moves no clock, whatever else is counted of it. */
  void withoutTime() {
    withoutTime.add();
  }

  /** Bytes that are no event. */
  void undecodable(DeadLetter.Reason reason) {
    undecodable++;
    labelled(UNDECODABLE, "reason", reason.name()).add();
  }

  /** An alert of a rule with {@code level}, which may be empty. */
  void alert(String level) {
    labelled(ALERTS, "level", level.isEmpty() ? "none" : level.toLowerCase(Locale.ROOT)).add();
  }

  /** An alert of a rule in shadow. */
  void shadowed() {
    shadowed.inc();
  }

  /** How much the judges of this attempt have done so far. */
  void work(JudgeWork soFar) {
    indexed.inc(soFar.events() - indexed.getCount());
    tested.inc(soFar.rules() - tested.getCount());
  }

  /** The accumulator that counts {@code name} for one {@code value} of its label. */
  static String accumulator(String name, String value) {
    return name + "." + value;
  }

  private Count labelled(String name, String label, String value) {
    return labelled.computeIfAbsent(
        accumulator(name, value),
        accumulator -> count(accumulator, name, context.getMetricGroup().addGroup(label, value)));
  }

  private Count count(String accumulator, String metric, MetricGroup group) {
    Count count = new Count(new LongCounter(), group.counter(metric));
    context.addAccumulator(accumulator, count.accumulator());
    return count;
  }
}
