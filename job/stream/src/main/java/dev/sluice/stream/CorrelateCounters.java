package dev.sluice.stream;

import dev.sluice.engine.correlate.SignalSink.LeftOut;
import dev.sluice.stream.OperatorCounts.Count;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/** What one subtask counts that correlates. */
final class CorrelateCounters {
  static final String SIGNALS = "signals";
  static final String LATE = "signalsLate";
  static final String TOO_LATE = "signalsTooLate";
  static final String WAITING = "signalsWaiting";
  static final String OBSOLETE = "signalsObsolete";
  static final String ALERTS = "correlationAlerts";
  static final String SILENT = "correlationAlertsSilent";

  private final OperatorCounts counts;
  private final Count signals;
  private final Count late;
  private final Count tooLate;
  private final Count waiting;
  private final Count obsolete;
  private final Count alerts;
  private final Counter silent;
  private final Counter shadowed;

  CorrelateCounters(RuntimeContext context) {
    this.counts = new OperatorCounts(context);
    this.signals = counts.of(SIGNALS);
    this.late = counts.of(LATE);
    this.tooLate = counts.of(TOO_LATE);
    this.waiting = counts.of(WAITING);
    this.obsolete = counts.of(OBSOLETE);
    this.alerts = counts.of(ALERTS);
    this.silent = context.getMetricGroup().counter(SILENT);
    this.shadowed = context.getMetricGroup().counter(DetectCounters.SHADOWED);
  }

  /** A signal has come. */
  void signal() {
    signals.add();
  }

  /** It is behind the watermark. */
  void late() {
    late.add();
  }

  /** A signal could no longer be looked at. */
  void tooLate() {
    tooLate.add();
  }

  /** A signal waits for its definition. */
  void waiting() {
    waiting.add();
  }

  /** Signals came for a definition that is no longer in force. */
  void obsolete(long number) {
    obsolete.add(number);
  }

  /** An alert that another correlation cannot look at. */
  void leftOut(LeftOut reason) {
    counts.of(DetectCounters.SIGNALS_LEFT_OUT, "reason", reason.name()).add();
  }

  /** An alert of a correlation with {@code level}, which may be empty. */
  void alert(String level) {
    alerts.add();
    counts.of(DetectCounters.ALERTS, DetectCounters.LEVEL, DetectCounters.level(level)).add();
  }

  /** An alert of a correlation in shadow. */
  void shadowed() {
    shadowed.inc();
  }

  /** A correlation has fired that only other correlations look at. */
  void silent() {
    silent.inc();
  }
}
