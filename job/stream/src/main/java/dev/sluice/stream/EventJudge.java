package dev.sluice.stream;

import dev.sluice.engine.event.DeadLetter;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.lineage.Lineage;
import dev.sluice.engine.match.AlertWriter;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.Match;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.Verdict;
import dev.sluice.engine.sigma.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one event gives: alerts and signals, or the reason why its bytes are no event. Knows no
 * Flink; safe for several threads.
 */
final class EventJudge {
  private final AlertWriter writer;

  EventJudge(AlertWriter writer) {
    this.writer = writer;
  }

  /** What became of an event. */
  sealed interface Outcome {

    /** It was judged; {@code raised} in the order of the rules. */
    record Judged(List<RaisedAlert> raised, JudgedSignals signals) implements Outcome {
      static final Judged NOTHING = new Judged(List.of(), JudgedSignals.NONE);

      /** The alerts alone. */
      List<Alert> alerts() {
        return raised.stream().map(RaisedAlert::alert).toList();
      }
    }

    /** It fits no log source, so that no rule asks for it. */
    record Unrouted() implements Outcome {}

    /** It is no event. */
    record Undecodable(UndecodableEvent event) implements Outcome {}
  }

  /**
   * Judges {@code raw} by the rules of {@code judge}, none of which suppresses alerts; of its
   * lineage nothing is known.
   */
  Outcome judge(RawEvent raw, Judge judge) {
    return judge(raw, judge, Map.of(), Lineage.NONE);
  }

  /**
   * Judges {@code raw} by the rules of {@code judge}.
   *
   * @param suppressions by the ids of rules
   * @param lineage of the process of {@code raw}
   */
  Outcome judge(RawEvent raw, Judge judge, Map<String, Suppression> suppressions, Lineage lineage) {
    DeadLetter error = raw.error();
    if (error != null) {
      return new Outcome.Undecodable(UndecodableEvent.of(raw, error));
    }
    Verdict verdict = judge.judge(raw.bytes(), lineage);
    if (verdict instanceof Verdict.Unreadable unreadable) {
      return new Outcome.Undecodable(UndecodableEvent.of(raw, unreadable.deadLetter()));
    }
    if (verdict instanceof Verdict.Fired fired) {
      return fired(raw, fired, judge.ruleSet(), suppressions);
    }
    return verdict == Verdict.UNROUTED ? new Outcome.Unrouted() : Outcome.Judged.NOTHING;
  }

  private Outcome fired(
      RawEvent raw, Verdict.Fired fired, RuleSet ruleSet, Map<String, Suppression> suppressions) {
    Event event = fired.event();
    List<RaisedAlert> raised = new ArrayList<>(fired.matches().size());
    SignalCollector signals = new SignalCollector(raw, event, ruleSet);
    for (Match match : fired.matches()) {
      if (!signals.take(match)) {
        continue;
      }
      Header rule = match.rule().header();
      Suppression suppression = suppressions.get(rule.id());
      raised.add(
          new RaisedAlert(
              alert(raw, fired, match, ruleSet),
              rule.id(),
              match.shadow(),
              suppression == null ? null : suppression.key(event)));
    }
    return new Outcome.Judged(raised, signals.collected());
  }

  private Alert alert(RawEvent raw, Verdict.Fired fired, Match match, RuleSet ruleSet) {
    Header rule = match.rule().header();
    return new Alert(
        raw.host(),
        AlertWriter.alertId(rule, raw.bytes(), raw.origin()),
        rule.level().toLowerCase(Locale.ROOT),
        writer.write(ruleSet, match, fired.event(), fired.ancestry(), raw.origin()));
  }
}
