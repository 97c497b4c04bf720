package dev.sluice.stream;

import dev.sluice.engine.correlate.Signal;
import dev.sluice.engine.correlate.SignalSink.LeftOut;
import java.util.List;
import java.util.Map;

/**
 * What one event gives correlations to look at.
 *
 * @param leftOut how many correlations cannot look at it, by the reason
 * @param withoutTime how many cannot because it has no time
 * @param silent ids of rules that fired and raise no alerts of their own
 */
record JudgedSignals(
    List<Signal> signals, Map<LeftOut, Integer> leftOut, int withoutTime, List<String> silent) {
  static final JudgedSignals NONE = new JudgedSignals(List.of(), Map.of(), 0, List.of());

  JudgedSignals {
    signals = List.copyOf(signals);
    leftOut = Map.copyOf(leftOut);
    silent = List.copyOf(silent);
  }
}
