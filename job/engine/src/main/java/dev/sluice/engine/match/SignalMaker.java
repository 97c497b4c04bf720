package dev.sluice.engine.match;

import dev.sluice.engine.correlate.Contribution;
import dev.sluice.engine.correlate.CorrelationSet;
import dev.sluice.engine.correlate.SignalSink;
import dev.sluice.engine.correlate.Signals;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a match what the correlations that look at its rule are to look at.
 *
 * <p>Cost: one look-up when there are none.
 */
public final class SignalMaker {
  private SignalMaker() {}

  /**
   * Gives {@code sink} for each correlation of {@code set} that looks at the rule of {@code match}
   * a signal, or why there is none, in the order of the set.
   *
   * @param timeMillis of the event, which may have none of its own
   * @param host of the event, null when it names none
   */
  public static void make(
      RuleSet set,
      Match match,
      Event event,
      long timeMillis,
      Origin origin,
      @Nullable String host,
      SignalSink sink) {
    List<CorrelationSet.Use> uses = set.correlations().uses(match.rule().id());
    for (CorrelationSet.Use use : uses) {
      Contribution from = new Contribution(timeMillis, origin, host, use.input(), null);
      Signals.make(use, event::values, from, sink);
    }
  }
}
