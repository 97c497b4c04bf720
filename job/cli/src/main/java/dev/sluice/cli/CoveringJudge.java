package dev.sluice.cli;

import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.event.Value;
import dev.sluice.engine.lineage.Family;
import dev.sluice.engine.lineage.Lineage;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.Verdict;
import dev.sluice.engine.review.Coverage;
import java.util.List;
import java.util.function.Function;

/** A judge that also gathers what its events let its rules see. Each event is read in full. */
record CoveringJudge(Judge judge, EventReader reader, Coverage coverage) implements Judge {

  @Override
  public Verdict judge(byte[] bytes, Lineage lineage) {
    Remembering remembering = new Remembering(lineage);
    Verdict verdict = judge.judge(bytes, remembering);
    if (reader.read(bytes) instanceof ReadResult.Readable readable) {
      Event event = readable.event();
      coverage.add(event.enrichedWith(remembering.family.fill(Lineage.FIELDS, event::values)));
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

  /** A lineage may be asked once for an event. */
  private static final class Remembering implements Lineage {
    private final Lineage lineage;
    private Family family = Family.UNKNOWN;

    Remembering(Lineage lineage) {
      this.lineage = lineage;
    }

    @Override
    public Family of(boolean creation, Function<String, List<Value>> values) {
      family = lineage.of(creation, values);
      return family;
    }
  }
}
