package dev.sluice.cli;

import dev.sluice.engine.correlate.CorrelationAlert;
import dev.sluice.engine.correlate.CorrelationRun;
import dev.sluice.engine.correlate.Signal;
import dev.sluice.engine.correlate.SignalSink;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.match.Match;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.SignalMaker;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the correlations of a rule set make of the events that a command reads: they are gathered
 * while events are read and judged when there are no more. Memory is that of the gathered ones.
 */
final class CorrelatedEvents implements SignalSink {

  /** Times that the job can keep a clock with; others count as none, as they do there. */
  private static final Instant FIRST = Instant.EPOCH;

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  private final RuleSet ruleSet;
  private final CorrelationRun run;
  private final Map<LeftOut, Long> leftOut = new EnumMap<>(LeftOut.class);
  private long signals;
  private long withoutTime;

  /**
   * @param arrivalOrder whether events count in the order in which they are added, not in that of
   *     their times
   */
  CorrelatedEvents(RuleSet ruleSet, boolean arrivalOrder) {
    this.ruleSet = ruleSet;
    this.run = new CorrelationRun(ruleSet.correlations(), arrivalOrder);
  }

  /** Adds an event on which a rule of the set has fired. One without a time is left out. */
  void add(Match match, Event event, Origin origin) {
    int looking = ruleSet.correlations().uses(match.rule().id()).size();
    if (looking == 0) {
      return;
    }
    Instant time = event.time();
    if (time == null || time.isBefore(FIRST) || time.isAfter(LAST)) {
      withoutTime += looking;
    } else {
      SignalMaker.make(ruleSet, match, event, time.toEpochMilli(), origin, event.host(), this);
    }
  }

  @Override
  public void signal(Signal signal) {
    signals++;
    run.feed(signal);
  }

  @Override
  public void leftOut(LeftOut reason) {
    leftOut.merge(reason, 1L, Long::sum);
  }

  /** What fires, in the order of event time; to be called once, after the last event. */
  List<CorrelationAlert> judge() {
    return run.finish();
  }

  /** Whether a correlation could not look at an event on which one of its rules fired. */
  boolean hasLeftOut() {
    return withoutTime > 0 || !leftOut.isEmpty();
  }

  /** {@code 12, left out: 1 without group, 0 without value, 0 without time}. */
  String text() {
    return Tally.count(signals) + ", " + leftOutText();
  }

  /** {@code left out: 1 without group, 0 without value, 0 without time}. */
  String leftOutText() {
    return "left out: "
        + Tally.count(leftOut.getOrDefault(LeftOut.NO_GROUP, 0L))
        + " without group, "
        + Tally.count(leftOut.getOrDefault(LeftOut.NO_VALUE, 0L))
        + " without value, "
        + Tally.count(withoutTime)
        + " without time";
  }
}
