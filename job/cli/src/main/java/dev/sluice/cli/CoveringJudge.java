package dev.sluice.cli;

import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.Verdict;
import dev.sluice.engine.review.Coverage;

/** A judge that also gathers what its events let its rules see. Each event is read in full. */
record CoveringJudge(Judge judge, EventReader reader, Coverage coverage) implements Judge {

  @Override
  public Verdict judge(byte[] bytes) {
    if (reader.read(bytes) instanceof ReadResult.Readable readable) {
      coverage.add(readable.event());
    }
    Verdict verdict = judge.judge(bytes);
    if (verdict instanceof Verdict.Fired fired) {
      fired.matches().forEach(coverage::addFired);
    }
    return verdict;
  }

  @Override
  public RuleSet ruleSet() {
    return judge.ruleSet();
  }
}
