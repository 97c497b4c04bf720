package dev.sluice.catalog;

import dev.sluice.catalog.data.Overlap;
import dev.sluice.catalog.data.Overlap.DeadBranch;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.review.RuleComparison;
import java.util.Comparator;
import java.util.List;

/** How rules overlap with each other, and what is of no use in them. */
final class OverlapReport {

  /** Events are made, rules compared, branches left out. */
  static final int PASSES = 3;

  private final List<CatalogRule> rules;
  private final KnownIndicators known;
  private final EventTables tables;

  OverlapReport(List<CatalogRule> rules, KnownIndicators known, EventTables tables) {
    this.rules = rules.stream().sorted(Comparator.comparing(CatalogRule::slug)).toList();
    this.known = known;
    this.tables = tables;
  }

  Overlap make(Runnable progress) {
    RuleComparison comparison = new RuleComparison(tables);
    WitnessCheck check =
        new WitnessCheck(tables, rules.stream().map(CatalogRule::compiled).toList());
    OverlapSearch search = new OverlapSearch(rules, comparison, check);
    search.search(progress);
    List<DeadBranch> dead =
        rules.parallelStream()
            .map(rule -> dead(rule, search, comparison, check, progress))
            .toList()
            .stream()
            .flatMap(List::stream)
            .toList();
    ContestedSearch contested =
        new ContestedSearch(rules, known, tables.logSources().known(), comparison, check);
    return new Overlap(
        search.duplicates(),
        search.subsumptions(),
        search.contradictions(),
        dead,
        contested.search(),
        search.searched());
  }

  private static List<DeadBranch> dead(
      CatalogRule rule,
      OverlapSearch search,
      RuleComparison comparison,
      WitnessCheck check,
      Runnable progress) {
    List<DeadBranch> found =
        search.event(rule.slug()).isEmpty()
            ? List.of()
            : DeadBranchSearch.of(rule, comparison, check);
    progress.run();
    return found;
  }
}
