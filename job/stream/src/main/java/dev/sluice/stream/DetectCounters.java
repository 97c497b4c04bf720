package dev.sluice.stream;

import dev.sluice.engine.event.DeadLetter;
import dev.sluice.stream.OperatorCounts.Count;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What one subtask counts that judges events. */
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
  static final String LEVEL = "level";
  static final String SHADOWED = "alertsShadow";
  static final String SIGNALS = "signalsMade";
  static final String SIGNALS_LEFT_OUT = "signalsLeftOut";

  /** The reason why an event is left out that states no time. */
  static final String NO_TIME = "NO_TIME";

  private final RuntimeContext context;
  private final OperatorCounts counts;
  private final Map<String, Counter> unmapped = new HashMap<>();
  private final Count judged;
  private final Count unrouted;
  private final Count withoutTime;
  private final Count signals;
  private final Counter bytes;
  private final Counter indexed;
  private final Counter tested;
  private final Counter shadowed;
  private long undecodable;

  DetectCounters(RuntimeContext context) {
    this.context = context;
    MetricGroup metrics = context.getMetricGroup();
    this.counts = new OperatorCounts(context);
    this.judged = counts.of(JUDGED);
    this.unrouted = counts.of(UNROUTED);
    this.withoutTime = counts.of(WITHOUT_TIME);
    this.signals = counts.of(SIGNALS);
    this.bytes = metrics.counter(BYTES);
    this.indexed = metrics.counter(INDEXED);
    this.tested = metrics.counter(TESTED);
    this.shadowed = metrics.counter(SHADOWED);
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
    counts.of(UNDECODABLE, "reason", reason.name()).add();
  }

  /** An alert of a rule with {@code level}, which may be empty. */
  void alert(String level) {
    counts.of(ALERTS, LEVEL, level(level)).add();
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

  /** What correlations are to look at, and what they cannot. */
  void signals(JudgedSignals made) {
    signals.add(made.signals().size());
    made.leftOut().forEach((reason, count) -> leftOut(reason.name()).add(count));
    if (made.withoutTime() > 0) {
      leftOut(NO_TIME).add(made.withoutTime());
    }
  }

  private Count leftOut(String reason) {
    return counts.of(SIGNALS_LEFT_OUT, "reason", reason);
  }

  /** The label of an alert of a rule with {@code level}, which may be empty. */
  static String level(String level) {
    return level.isEmpty() ? "none" : level.toLowerCase(Locale.ROOT);
  }
}
