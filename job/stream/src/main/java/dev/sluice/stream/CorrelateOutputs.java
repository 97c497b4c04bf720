package dev.sluice.stream;

import dev.sluice.engine.correlate.ChainSignals;
import dev.sluice.engine.correlate.CompiledCorrelation;
import dev.sluice.engine.correlate.CorrelationAlert;
import dev.sluice.engine.correlate.Firing;
import dev.sluice.engine.correlate.GroupWindows.Applied;
import dev.sluice.engine.correlate.Signal;
import dev.sluice.engine.correlate.SignalSink;
import dev.sluice.engine.match.CorrelationAlertWriter;
import dev.sluice.stream.LateRecords.Reason;
import dev.sluice.stream.OutboundRecord.Destination;
import java.util.List;
import java.util.Locale;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** Where what a group gives leaves {@link CorrelateFunction}, and is counted. For one timer. */
final class CorrelateOutputs implements SignalSink {
  private final CompiledCorrelation correlation;
  private final List<String> group;
  private final ActiveCorrelations correlations;
  private final CorrelationAlertWriter writer;
  private final CorrelateCounters counters;
  private final KeyedBroadcastProcessFunction<String, SignalRecord, CorrelationBroadcast, Alert>
          .ReadOnlyContext
      context;
  private final Collector<Alert> out;

  CorrelateOutputs(
      CompiledCorrelation correlation,
      List<String> group,
      ActiveCorrelations correlations,
      CorrelationAlertWriter writer,
      CorrelateCounters counters,
      KeyedBroadcastProcessFunction<String, SignalRecord, CorrelationBroadcast, Alert>
              .ReadOnlyContext
          context,
      Collector<Alert> out) {
    this.correlation = correlation;
    this.group = group;
    this.correlations = correlations;
    this.writer = writer;
    this.counters = counters;
    this.context = context;
    this.out = out;
  }

  /**
   * What came of signals.
   *
   * @param watermarkMillis where the clock stood when the late ones came
   */
  void applied(Applied applied, long watermarkMillis) {
    applied.firings().forEach(this::fired);
    for (Signal signal : applied.tooLate()) {
      counters.tooLate();
      Reason reason =
          correlations.isForgotten(signal.from().timeMillis(), watermarkMillis)
              ? Reason.LATE
              : Reason.FINAL;
      context.output(
          CorrelateFunction.ASIDE, LateRecords.of(signal, correlation, reason, watermarkMillis));
    }
  }

  private void fired(Firing firing) {
    if (!correlation.inForceAt(firing.timeMillis())) {
      return;
    }
    CorrelationAlert alert = new CorrelationAlert(correlation, group, firing);
    ChainSignals.of(correlations.correlations(), alert, this);
    if (correlation.silent()) {
      counters.silent();
      return;
    }
    Alert raised =
        new Alert(
            SignalKey.host(alert.host(), group),
            alert.alertId(),
            correlation.header().level().toLowerCase(Locale.ROOT),
            writer.write(correlations.inForce().ruleSetName(), alert));
    if (correlation.shadow()) {
      counters.shadowed();
      context.output(CorrelateFunction.ASIDE, OutboundRecord.of(Destination.ALERTS_SHADOW, raised));
    } else {
      counters.alert(raised.level());
      out.collect(raised);
    }
  }

  @Override
  public void signal(Signal signal) {
    long version = correlations.inForce().version();
    context.output(SignalRecord.tag(signal.stage()), SignalRecord.of(signal, version));
  }

  @Override
  public void leftOut(LeftOut reason) {
    counters.leftOut(reason);
  }
}
