package dev.sluice.stream;

import dev.sluice.engine.event.DeadLetter;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.match.AlertWriter;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.Match;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.Verdict;
import dev.sluice.engine.sigma.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one event gives: alerts, or the reason why its bytes are no event. Knows no Flink; safe for
 * several threads.
 */
final class EventJudge {
  private final AlertWriter writer;

  EventJudge(AlertWriter writer) {
    this.writer = writer;
  }

  /** What became of an event. */
  sealed interface Outcome {

    /** It was judged; {@code alerts} in the order of the rules. */
    record Judged(List<Alert> alerts) implements Outcome {}

    /** It fits no log source, so that no rule asks for it. */
    record Unrouted() implements Outcome {}

    /** It is no event. */
    record Undecodable(UndecodableEvent event) implements Outcome {}
  }

  /** Judges {@code raw} by the rules of {@code judge}. */
  Outcome judge(RawEvent raw, Judge judge) {
    DeadLetter error = raw.error();
    if (error != null) {
      return new Outcome.Undecodable(UndecodableEvent.of(raw, error));
    }
    Verdict verdict = judge.judge(raw.bytes());
    if (verdict instanceof Verdict.Unreadable unreadable) {
      return new Outcome.Undecodable(UndecodableEvent.of(raw, unreadable.deadLetter()));
    }
    if (verdict instanceof Verdict.Fired fired) {
      return new Outcome.Judged(alerts(raw, fired.event(), fired.matches(), judge.ruleSet()));
    }
    return verdict == Verdict.UNROUTED ? new Outcome.Unrouted() : new Outcome.Judged(List.of());
  }

  private List<Alert> alerts(RawEvent raw, Event event, List<Match> matches, RuleSet ruleSet) {
    List<Alert> alerts = new ArrayList<>(matches.size());
    for (Match match : matches) {
      Header rule = match.rule().header();
      alerts.add(
          new Alert(
              raw.host(),
              AlertWriter.alertId(rule, raw.bytes(), raw.origin()),
              rule.level().toLowerCase(Locale.ROOT),
              writer.write(ruleSet, match, event, raw.origin())));
    }
    return alerts;
  }
}
