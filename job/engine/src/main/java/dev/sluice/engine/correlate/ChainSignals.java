package dev.sluice.engine.correlate;

import dev.sluice.engine.event.Value;
import java.util.List;

/** Makes of the alert of a correlation what the correlations that look at it are to look at. */
public final class ChainSignals {
  private ChainSignals() {}

  /**
   * Gives {@code sink} for each correlation of {@code set} that looks at {@code alert} a signal, or
   * why there is none. Of the alert nothing is known but its group.
   */
  public static void of(CorrelationSet set, CorrelationAlert alert, SignalSink sink) {
    List<CorrelationSet.Use> uses = set.uses(alert.correlation().id());
    if (uses.isEmpty()) {
      return;
    }
    Firing firing = alert.firing();
    String alertId = alert.alertId();
    for (CorrelationSet.Use use : uses) {
      Contribution from =
          new Contribution(
              firing.timeMillis(), firing.last().origin(), alert.host(), use.input(), alertId);
      Signals.make(use, name -> values(alert, name), from, sink);
    }
  }

  private static List<Value> values(CorrelationAlert alert, String name) {
    int at = alert.correlation().definition().groupBy().indexOf(name);
    return at < 0 ? List.of() : List.of(Value.string(alert.group().get(at)));
  }
}
