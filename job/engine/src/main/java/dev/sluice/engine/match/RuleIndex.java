package dev.sluice.engine.match;

import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;

/** A rule set made ready to judge events fast. Immutable for its callers; shared by threads. */
public final class RuleIndex {
  private final RuleSet ruleSet;
  private final EventTables tables;
  private final EventLimits limits;

  private RuleIndex(RuleSet ruleSet, EventTables tables, EventLimits limits) {
    this.ruleSet = ruleSet;
    this.tables = tables;
    this.limits = limits;
  }

  /** Returns an index of {@code ruleSet}; routes are built when the first event of one comes. */
  public static RuleIndex of(RuleSet ruleSet, EventTables tables, EventLimits limits) {
    return new RuleIndex(ruleSet, tables, limits);
  }

  /** Returns an index of {@code next} that shares what did not change. */
  public RuleIndex update(RuleSet next) {
    return new RuleIndex(next, tables, limits);
  }

  /** Returns a judge for one thread. */
  public Judge newJudge() {
    return new ScanJudge(
        new EventReader(tables.schemas(), tables.logSources(), limits), new ScanMatcher(ruleSet));
  }

  /** Returns the rule set this is an index of. */
  public RuleSet ruleSet() {
    return ruleSet;
  }
}
