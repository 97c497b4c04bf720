package dev.sluice.cli;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.RuleIndex;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.match.Verdict;
import dev.sluice.engine.review.Exclusion;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.sigma.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An exclusion as a filter document, beside the rules that it is for. */
final class ProposedFilter {

  private final SourceFile file;
  private final String ruleId;
  private final Judge judge;
  private final boolean applied;

  /**
   * Compiles {@code exclusion} with the rules as {@code eval} does with all files of a pack.
   *
   * @param files of the rules
   */
  ProposedFilter(
      Exclusion exclusion,
      CompiledRule rule,
      RuleFiles files,
      RuleLoader loader,
      EventLimits limits) {
    this.file = exclusion.filterFor(rule);
    this.ruleId = rule.id();
    List<SourceFile> all = new ArrayList<>(files.files());
    all.add(file);
    LoadedRules loaded = loader.load(new RuleFiles(all, files.problems()), RuleSelection.ALL);
    this.judge = RuleIndex.of(loaded.compiled().ruleSet(), loaded.tables(), limits).newJudge();
    this.applied =
        loaded.compiled().ruleSet().rules().stream()
            .filter(each -> each.id().equals(ruleId))
            .anyMatch(each -> each.filters().stream().anyMatch(f -> f.file().equals(file.name())));
  }

  /** Whether it leaves out all of {@code falsePositives} and none of {@code truePositives}. */
  boolean isSafe(FiredEvents falsePositives, FiredEvents truePositives) {
    return applied && hides(falsePositives) == falsePositives.size() && hides(truePositives) == 0;
  }

  /** How many of {@code events} the rule no longer fires on. */
  int hides(FiredEvents events) {
    return (int) events.all().stream().filter(event -> !fires(event)).count();
  }

  /** The document. */
  String text() {
    return new String(file.content(), StandardCharsets.UTF_8);
  }

  private boolean fires(Event event) {
    return judge.judge(event.bytes()) instanceof Verdict.Fired fired
        && fired.matches().stream().anyMatch(match -> match.rule().id().equals(ruleId));
  }
}
