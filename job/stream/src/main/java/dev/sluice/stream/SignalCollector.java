package dev.sluice.stream;

import dev.sluice.engine.correlate.CorrelationSet;
import dev.sluice.engine.correlate.Signal;
import dev.sluice.engine.correlate.SignalSink;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.match.Match;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.SignalMaker;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects what one event gives correlations to look at. */
final class SignalCollector implements SignalSink {
  private final RawEvent raw;
  private final Event event;
  private final RuleSet ruleSet;
  private final List<Signal> signals = new ArrayList<>();
  private final Map<LeftOut, Integer> leftOut = new EnumMap<>(LeftOut.class);
  private final List<String> silent = new ArrayList<>();
  private int withoutTime;

  SignalCollector(RawEvent raw, Event event, RuleSet ruleSet) {
    this.raw = raw;
    this.event = event;
    this.ruleSet = ruleSet;
  }

  /** Takes a match of the event; returns whether its rule raises an alert of its own. */
  boolean take(Match match) {
    CorrelationSet correlations = ruleSet.correlations();
    String id = match.rule().header().id();
    int looking = correlations.uses(id).size();
    if (looking > 0 && !EventClock.isTime(raw.timeMillis())) {
      withoutTime += looking;
    } else if (looking > 0) {
      SignalMaker.make(ruleSet, match, event, raw.timeMillis(), raw.origin(), event.host(), this);
    }
    if (correlations.isSilent(id)) {
      silent.add(id);
      return false;
    }
    return true;
  }

  @Override
  public void signal(Signal signal) {
    signals.add(signal);
  }

  @Override
  public void leftOut(LeftOut reason) {
    leftOut.merge(reason, 1, Integer::sum);
  }

  /** What was collected. */
  JudgedSignals collected() {
    return signals.isEmpty() && leftOut.isEmpty() && withoutTime == 0 && silent.isEmpty()
        ? JudgedSignals.NONE
        : new JudgedSignals(signals, leftOut, withoutTime, silent);
  }
}
