package dev.sluice.stream;

import dev.sluice.engine.event.Origin;
import dev.sluice.engine.join.JoinLimits;
import dev.sluice.engine.lineage.Lineage;
import dev.sluice.engine.match.AlertWriter;
import dev.sluice.stream.EventJudge.Outcome;
import java.time.InstantSource;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the events of the current host: records are joined, and each event is told of the
 * lineage of its process, judged, counted and answered.
 *
 * <p>For {@link DetectFunction}, on its task thread.
 */
final class HostEvents {
  /** Of so many events that were judged ahead one is judged again. */
  static final int AUDITED = 32;

  private final ActiveRules rules;
  private final EventJudge judge;
  private final EventSchemas schemas;
  private final DetectCounters counters;
  private final MatchTimes times;
  private final NoisyNotices noisy;
  private final @Nullable RuleFigures figures;
  private final @Nullable SubtaskCoverage coverage;
  private final AuditJoins joins;
  private final @Nullable KeyedLineage lineage;
  private final @Nullable AlertGate gate;
  private int ahead;

  /**
   * Takes hold of its state and metrics, once in {@code open}.
   *
   * @param rules in force, whenever an event comes
   * @param figures of single rules, null where nobody is told of them
   * @param coverage null where nobody is told of it
   */
  HostEvents(
      RuntimeContext context,
      RuleSettings settings,
      DetectLimits limits,
      ActiveRules rules,
      DetectCounters counters,
      NoisyNotices noisy,
      @Nullable RuleFigures figures,
      @Nullable SubtaskCoverage coverage) {
    this.rules = rules;
    this.counters = counters;
    this.noisy = noisy;
    this.figures = figures;
    this.coverage = coverage;
    this.judge = new EventJudge(new AlertWriter(InstantSource.system(), limits.maxAlertBytes()));
    this.schemas =
        new EventSchemas(
            SharedRuleSets.compiler(settings).startTables(), settings.decoding().limits());
    this.times = new MatchTimes(context.getMetricGroup());
    this.joins =
        new AuditJoins(context, JoinLimits.of(limits.joinWait(), settings.decoding().limits()));
    this.lineage = limits.lineage() ? new KeyedLineage(context) : null;
    this.gate = limits.alerts() == null ? null : new AlertGate(context, limits.alerts());
  }

  /** An event has come. */
  void process(
      RawEvent raw,
      KeyedBroadcastProcessFunction<String, RawEvent, RuleBroadcast, Alert>.ReadOnlyContext context,
      Collector<Alert> out)
      throws Exception {
    if (!joins.takes(raw)) {
      judge(raw, raw.origin(), context, out);
      return;
    }
    for (RawEvent event : joins.take(raw, context.timerService())) {
      judge(event, Lineage.JOINED, context, out);
    }
  }

  /** An event-time timer has fired, of whomever. */
  void onTimer(
      long timestampMillis,
      KeyedBroadcastProcessFunction<String, RawEvent, RuleBroadcast, Alert>.OnTimerContext context,
      Collector<Alert> out)
      throws Exception {
    if (lineage != null) {
      lineage.onTimer(timestampMillis);
    }
    String host = context.getCurrentKey();
    for (RawEvent event : joins.onTimer(timestampMillis, host, context.timerService())) {
      judge(event, Lineage.JOINED, context, out);
    }
    if (gate != null) {
      gate.onTimer(timestampMillis, host, context.timerService(), outputs(context, out));
    }
  }

  private void judge(
      RawEvent raw,
      Origin lineageOrigin,
      KeyedBroadcastProcessFunction<String, RawEvent, RuleBroadcast, Alert>.ReadOnlyContext context,
      Collector<Alert> out)
      throws Exception {
    if (raw.timeMillis() == EventClock.NO_TIME && raw.error() == null) {
      counters.withoutTime();
    }
    if (isSilent(raw)) {
      counters.judged(raw.bytes().length);
      return;
    }
    Lineage told =
        lineage == null ? Lineage.NONE : lineage.of(raw, lineageOrigin, context.timerService());
    Outcome outcome = times.isDue() ? timed(raw, told) : judged(raw, told);
    if (outcome instanceof Outcome.Undecodable undecodable) {
      counters.undecodable(undecodable.event().reason());
      context.output(DetectFunction.UNDECODABLE, undecodable.event());
      return;
    }
    if (coverage != null) {
      coverage.judged(raw.host(), rules, isJudgedAhead(raw) ? AUDITED : 1);
    }
    if (outcome instanceof Outcome.Unrouted) {
      counters.unrouted(schemas.of(raw.bytes()));
      return;
    }
    counters.judged(raw.bytes().length);
    if (isJudgedAhead(raw) && !outcome.equals(Outcome.Judged.NOTHING)) {
      throw new IllegalStateException(raw + " was judged ahead to be silent, and is not");
    }
    if (outcome instanceof Outcome.Judged judged && !judged.equals(Outcome.Judged.NOTHING)) {
      outputs(context, out).judged(raw, judged, rules.version(), gate, context.timerService());
    }
  }

  private boolean isJudgedAhead(RawEvent raw) {
    return raw.silentUnder() != RawEvent.NOT_JUDGED && raw.silentUnder() == rules.id();
  }

  /**
   * Whether nothing is left to do with {@code raw}. Some are judged all the same: they stand for
   * the others where it is said what was seen, and prove them.
   */
  private boolean isSilent(RawEvent raw) {
    if (!isJudgedAhead(raw)) {
      return false;
    }
    ahead = (ahead + 1) % AUDITED;
    return ahead != 0;
  }

  private Outcome judged(RawEvent raw, Lineage told) {
    return judge.judge(raw, rules.judge(), rules.suppressions(), told);
  }

  private Outcome timed(RawEvent raw, Lineage told) {
    long startNanos = System.nanoTime();
    Outcome outcome = judged(raw, told);
    times.add(System.nanoTime() - startNanos);
    counters.work(rules.work());
    return outcome;
  }

  private DetectOutputs outputs(
      KeyedBroadcastProcessFunction<String, RawEvent, RuleBroadcast, Alert>.ReadOnlyContext context,
      Collector<Alert> out) {
    return new DetectOutputs(counters, noisy, figures, context, out);
  }
}
