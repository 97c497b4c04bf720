package dev.sluice.bench;

import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.match.IndexedJudge;
import dev.sluice.engine.match.RuleIndex;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.ScanJudge;
import dev.sluice.engine.match.ScanMatcher;
import java.util.function.Supplier;

/** The judges that are compared: each supplier gives a fresh one of the same kind. */
public final class Judges {

  private Judges() {}

  /** Judges of {@code index}: as the job has them, or one that does not route. */
  public static Supplier<CountedJudge> indexed(RuleIndex index) {
    return () -> {
      IndexedJudge judge = index.newJudge();
      return new CountedJudge(judge, judge::candidates);
    };
  }

  /** The oracle: every rule that the event's log sources admit, one after the other. */
  public static Supplier<CountedJudge> scanning(
      RuleSet ruleSet, EventTables tables, EventLimits limits) {
    EventReader reader = new EventReader(tables.schemas(), tables.logSources(), limits);
    ScanMatcher matcher = new ScanMatcher(ruleSet);
    return () -> new CountedJudge(new ScanJudge(reader, matcher), null);
  }
}
