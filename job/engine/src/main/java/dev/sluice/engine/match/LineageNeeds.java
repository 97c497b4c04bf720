package dev.sluice.engine.match;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.lineage.Lineage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the rules of a set need of lineage, by log sources. Safe for use by several threads. */
final class LineageNeeds {

  /** Events may name a log source of their own: what they name must not fill the memory. */
  private static final int MAX_KEPT = 4096;

  private final List<CompiledRule> readers;
  private final boolean routed;
  private final Map<Set<LogSource>, LineageNeed> known = new ConcurrentHashMap<>();

  private LineageNeeds(List<CompiledRule> readers, boolean routed) {
    this.readers = readers;
    this.routed = routed;
  }

  /**
   * @param routed whether a rule is asked only about events of its log source
   */
  static LineageNeeds of(RuleSet ruleSet, boolean routed) {
    List<CompiledRule> readers = new ArrayList<>();
    for (CompiledRule rule : ruleSet.rules()) {
      if (!fields(List.of(rule)).isEmpty()) {
        readers.add(rule);
      }
    }
    return new LineageNeeds(readers, routed);
  }

  LineageNeed of(Set<LogSource> logSources) {
    LineageNeed need = known.get(logSources);
    if (need == null) {
      List<CompiledRule> rules = routed ? ScanMatcher.admitted(readers, logSources) : readers;
      need = new LineageNeed(Lineage.isCreation(logSources), fields(rules));
      if (known.size() < MAX_KEPT) {
        known.put(logSources, need);
      }
    }
    return need;
  }

  private static Set<String> fields(List<CompiledRule> rules) {
    Set<String> fields = new HashSet<>();
    LeafWalk.fields(rules.stream().map(CompiledRule::predicate).toList(), fields);
    fields.retainAll(Lineage.FIELDS);
    return fields;
  }
}
