package dev.sluice.stream;

import dev.sluice.stream.OutboundRecord.Destination;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Where alerts leave {@link DetectFunction}, and are counted. For one element or timer. */
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

  /** What comes next is an alert of the rule {@code id}. */
  void matched(String id) {
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
