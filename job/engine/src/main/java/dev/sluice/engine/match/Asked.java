package dev.sluice.engine.match;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.event.LogSources;
import dev.sluice.engine.lineage.Lineage;
import dev.sluice.engine.lineage.ObservedProcess;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What rules, log sources and lineage ask of events.
 *
 * @param fields every field that is read
 * @param constants by {@link ConstantFolder#FIELDS} the texts it is compared with
 * @param logSourceWords products, categories and services that rules name
 */
record Asked(Set<String> fields, Map<String, Set<String>> constants, Set<String> logSourceWords) {

  static Asked of(RuleSet ruleSet, LogSources logSources) {
    List<Predicate> predicates = ruleSet.rules().stream().map(CompiledRule::predicate).toList();
    Set<String> fields = new LinkedHashSet<>(logSources.conditionFields());
    fields.addAll(ConstantFolder.FIELDS);
    fields.addAll(ObservedProcess.FIELDS);
    fields.addAll(Lineage.FIELDS);
    LeafWalk.fields(predicates, fields);
    Set<String> words = new HashSet<>();
    ruleSet.rules().forEach(rule -> words.addAll(rule.rule().logSource().words()));
    return new Asked(fields, ConstantFolder.texts(predicates), words);
  }

  /** Returns what this or {@code other} asks. */
  Asked or(Asked other) {
    Map<String, Set<String>> all = new HashMap<>();
    constants.forEach((field, texts) -> all.put(field, union(texts, other.texts(field))));
    return new Asked(union(fields, other.fields), all, union(logSourceWords, other.logSourceWords));
  }

  private Set<String> texts(String field) {
    return constants.getOrDefault(field, Set.of());
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> union = new LinkedHashSet<>(some);
    union.addAll(others);
    return union;
  }
}
