package dev.sluice.bench.e2e;

import dev.sluice.engine.correlate.CorrelationAlert;
import dev.sluice.engine.correlate.CorrelationRun;
import dev.sluice.engine.correlate.Signal;
import dev.sluice.engine.correlate.SignalSink;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.match.Match;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.SignalMaker;
import dev.sluice.engine.match.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What correlations that no push touches make of all events, without a stream: no event is late and
 * no clock stands still.
 */
final class ExpectedCorrelations implements SignalSink {
  /** The job's clock runs so far behind the newest event, and never catches up with the last. */
  private static final Duration BEHIND = Duration.ofSeconds(31);

  private final RuleSet ruleSet;
  private final CorrelationRun run;
  private long newestMillis;

  private ExpectedCorrelations(RuleSet ruleSet) {
    this.ruleSet = ruleSet;
    this.run = new CorrelationRun(ruleSet.correlations(), false);
  }

  /**
   * By alertId, whether the alert has to be there; else it may be.
   *
   * @param topic of the events, all of which have been sent
   * @param version any
   */
  static Map<String, Boolean> of(
      MadeEvents events, EventLog log, String topic, RuleVersion version) {
    ExpectedCorrelations expected = new ExpectedCorrelations(version.judge().ruleSet());
    for (int number = 0; number < log.size(); number++) {
      if (events.isWatched(number)) {
        Origin origin = Origin.kafka(topic, log.partition(number), log.offset(number));
        expected.add(version.judge().judge(events.event(number)), origin);
      }
    }
    return expected.alerts();
  }

  private void add(Verdict verdict, Origin origin) {
    if (!(verdict instanceof Verdict.Fired fired)) {
      return;
    }
    Event event = fired.event();
    Instant time = event.time();
    if (time == null) {
      return;
    }
    newestMillis = Math.max(newestMillis, time.toEpochMilli());
    for (Match match : fired.matches()) {
      SignalMaker.make(ruleSet, match, event, time.toEpochMilli(), origin, event.host(), this);
    }
  }

  private Map<String, Boolean> alerts() {
    long certainMillis = newestMillis - BEHIND.toMillis();
    Map<String, Boolean> alerts = new HashMap<>();
    for (CorrelationAlert alert : run.finish()) {
      if (!alert.correlation().silent()) {
        alerts.put(alert.alertId(), alert.firing().timeMillis() < certainMillis);
      }
    }
    return alerts;
  }

  @Override
  public void signal(Signal signal) {
    run.feed(signal);
  }

  @Override
  public void leftOut(LeftOut reason) {
    throw new IllegalStateException("an event of the test does not fit its correlation: " + reason);
  }
}
