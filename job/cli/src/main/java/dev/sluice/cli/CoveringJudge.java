package dev.sluice.cli;

import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.lineage.Family;
import dev.sluice.engine.lineage.Lineage;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.Verdict;
import dev.sluice.engine.review.Coverage;
import java.util.concurrent.atomic.AtomicReference;

/** A judge that also gathers what its events let its rules see. Each event is read in full. */
record CoveringJudge(Judge judge, EventReader reader, Coverage coverage) implements Judge {

  @Override
  public Verdict judge(byte[] bytes, Lineage lineage) {
    AtomicReference<Family> family = new AtomicReference<>(Family.UNKNOWN);
    Verdict verdict =
        judge.judge(
            bytes,
            (creation, values) -> {
              family.set(lineage.of(creation, values));
              return family.get();
            });
    if (reader.read(bytes) instanceof ReadResult.Readable readable) {
      Event event = readable.event();
      coverage.add(event.enrichedWith(family.get().fill(Lineage.FIELDS, event::values)));
    }
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
