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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What correlations that no push touches make of all events, without a stream: no event is late and
 * no clock stands still.
 */
final class ExpectedCorrelations implements SignalSink {
  /** The job's clock runs so far behind the newest event, and never catches up with the last. */
  private static final Duration BEHIND = Duration.ofSeconds(31);

  private final NumberedEvents events;
  private final EventLog log;
  private final String topic;
  private final RuleVersion version;
  private final RuleSet ruleSet;
  private final List<Signal> signals = new ArrayList<>();
  private long newestMillis;
  private int next;

  /**
   * @param topic of the events
   * @param version any
   */
  ExpectedCorrelations(NumberedEvents events, EventLog log, String topic, RuleVersion version) {
    this.events = events;
    this.log = log;
    this.topic = topic;
    this.version = version;
    this.ruleSet = version.judge().ruleSet();
  }

  /** Takes the events before number {@code end}, which have all been sent. */
  ExpectedCorrelations upTo(int end) {
    for (; next < end; next++) {
      if (events.isWatched(next)) {
        Origin origin = Origin.kafka(topic, log.partition(next), log.offset(next));
        add(version.judge().judge(events.event(next)), origin);
      }
    }
    return this;
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

  /** By alertId, whether the alert has to be there; else it may be. */
  Map<String, Boolean> alerts() {
    CorrelationRun run = new CorrelationRun(ruleSet.correlations(), false);
    signals.forEach(run::feed);
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
    signals.add(signal);
  }

  @Override
  public void leftOut(LeftOut reason) {
    throw new IllegalStateException("an event of the test does not fit its correlation: " + reason);
  }
}
