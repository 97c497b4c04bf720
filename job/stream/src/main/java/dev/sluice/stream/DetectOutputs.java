package dev.sluice.stream;

import dev.sluice.engine.correlate.Signal;
import dev.sluice.stream.EventJudge.Outcome.Judged;
import dev.sluice.stream.OutboundRecord.Destination;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts and signals leave {@link DetectFunction}, and are counted. For one element or timer.
 */
final class DetectOutputs implements AlertRoutes {
  private final DetectCounters counters;
  private final NoisyNotices noisy;
  private final @Nullable RuleFigures figures;
  private final KeyedBroadcastProcessFunction<String, RawEvent, RuleBroadcast, Alert>
          .ReadOnlyContext
      context;
  private final Collector<Alert> out;
  private String ruleId = "";

  /**
   * @param figures null where nobody is told of them
   */
  DetectOutputs(
      DetectCounters counters,
      NoisyNotices noisy,
      @Nullable RuleFigures figures,
      KeyedBroadcastProcessFunction<String, RawEvent, RuleBroadcast, Alert>.ReadOnlyContext context,
      Collector<Alert> out) {
    this.counters = counters;
    this.noisy = noisy;
    this.figures = figures;
    this.context = context;
    this.out = out;
  }

  /**
   * What {@code raw} gives.
   *
   * @param version of the rule set that it was judged by
   * @param gate null where every alert goes out
   */
  void judged(
      RawEvent raw, Judged judged, long version, @Nullable AlertGate gate, TimerService timers)
      throws Exception {
    signals(judged.signals(), version);
    for (RaisedAlert raised : judged.raised()) {
      matched(raised.ruleId());
      if (gate != null) {
        gate.route(raised, raw.timeMillis(), timers, this);
      } else if (raised.shadow()) {
        shadow(raised.alert());
      } else {
        alert(raised.alert());
      }
    }
  }

  private void signals(JudgedSignals made, long version) {
    if (figures != null) {
      made.silent().forEach(figures::matched);
    }
    counters.signals(made);
    for (Signal signal : made.signals()) {
      context.output(SignalRecord.tag(signal.stage()), SignalRecord.of(signal, version));
    }
  }

  private void matched(String id) {
    ruleId = id;
    if (figures != null) {
      figures.matched(id);
    }
  }

  @Override
  public void alert(Alert alert) {
    counters.alert(alert.level());
    out.collect(alert);
  }

  @Override
  public void shadow(Alert alert) {
    counters.shadowed();
    if (figures != null) {
      figures.shadowed(ruleId);
    }
    context.output(DetectFunction.ASIDE, OutboundRecord.of(Destination.ALERTS_SHADOW, alert));
  }

  @Override
  public void overflow(Alert alert, OverflowReason reason) {
    if (figures != null) {
      figures.overflowed(ruleId, reason);
    }
    context.output(DetectFunction.ASIDE, OverflowRecords.of(alert, reason));
  }

  @Override
  public void noisy(NoisyRule notice) {
    noisy.add(notice);
  }

  @Override
  public void suppressed(SuppressionSummary summary) {
    context.output(DetectFunction.ASIDE, OverflowRecords.of(summary));
  }
}
