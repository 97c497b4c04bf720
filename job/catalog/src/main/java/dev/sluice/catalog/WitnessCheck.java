package dev.sluice.catalog;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.correlate.CorrelationSet;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.match.Match;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.ScanJudge;
import dev.sluice.engine.match.ScanMatcher;
import dev.sluice.engine.match.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks the plain judge, the engine's truth, what fires on an event that was made. */
final class WitnessCheck {

  private final EventReader reader;
  private final ScanJudge all;

  WitnessCheck(EventTables tables, List<CompiledRule> rules) {
    this.reader = new EventReader(tables.schemas(), tables.logSources(), EventLimits.defaults());
    this.all = judge(rules);
  }

  private ScanJudge judge(List<CompiledRule> rules) {
    RuleSet set = new RuleSet("catalogue", 1, "", rules, CorrelationSet.NONE);
    return new ScanJudge(reader, new ScanMatcher(set));
  }

  /** The rules of the catalogue that fire on {@code event}. */
  List<CompiledRule> fired(String event) {
    return fired(all, event);
  }

  private static List<CompiledRule> fired(ScanJudge judge, String event) {
    Verdict verdict = judge.judge(event.getBytes(StandardCharsets.UTF_8));
    return verdict instanceof Verdict.Fired fired
        ? fired.matches().stream().map(Match::rule).toList()
        : List.of();
  }

  /** Whether all of {@code rules} fire on {@code event}. */
  boolean firesAll(String event, List<CompiledRule> rules) {
    return fired(judge(rules), event).size() == rules.size();
  }

  /** Whether {@code one} fires on {@code event} and {@code other} does not. */
  boolean firesOnly(String event, CompiledRule one, CompiledRule other) {
    return fired(judge(List.of(one, other)), event).equals(List.of(one));
  }
}
