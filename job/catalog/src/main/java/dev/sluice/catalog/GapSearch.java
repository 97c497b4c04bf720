package dev.sluice.catalog;

import dev.sluice.catalog.data.AttackMatrix;
import dev.sluice.catalog.data.Gaps;
import dev.sluice.catalog.data.Gaps.UnmappedField;
import dev.sluice.catalog.data.LogSourceUse;
import dev.sluice.catalog.data.RuleLine;
import dev.sluice.catalog.data.RulePage;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.lint.KnownFields;
import dev.sluice.engine.sigma.LogSourcePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is missing: in the rules, in the tables, and of ATT&amp;CK. */
final class GapSearch {

  private final KnownFields fields;
  private final Set<String> withoutId = new TreeSet<>();
  private final Set<String> withoutTags = new TreeSet<>();
  private final SortedMap<String, SortedMap<String, Set<String>>> unmapped = new TreeMap<>();
  private final Map<String, LogSourcePattern> sources = new TreeMap<>();

  GapSearch(EventTables tables) {
    this.fields = new KnownFields(tables);
  }

  void add(CatalogRule rule, RulePage page) {
    RuleLine line = page.line();
    if (line.idDerived()) {
      withoutId.add(line.slug());
    }
    if (page.attack().isEmpty()) {
      withoutTags.add(line.slug());
    }
    LogSourcePattern stated = rule.compiled().rule().logSource();
    KnownFields.Fields known = fields.of(stated);
    for (String field : line.fields()) {
      if (line.routable() && !known.names().contains(field) && !known.paths().containsKey(field)) {
        sources.put(stated.toString(), stated);
        unmapped
            .computeIfAbsent(stated.toString(), any -> new TreeMap<>())
            .computeIfAbsent(field, any -> new TreeSet<>())
            .add(line.slug());
      }
    }
  }

  Gaps gaps(AttackMatrix attack, List<LogSourceUse> logSources) {
    List<UnmappedField> missing = new ArrayList<>();
    unmapped.forEach(
        (source, byField) ->
            byField.forEach((field, rules) -> missing.add(unmapped(source, field, rules))));
    return new Gaps(
        attack.techniques().stream()
            .filter(technique -> technique.rules().isEmpty())
            .map(AttackMatrix.Technique::id)
            .toList(),
        List.copyOf(withoutId),
        List.copyOf(withoutTags),
        missing,
        logSources.stream()
            .filter(use -> use.state() != LogSourceUse.State.MAPPED)
            .map(LogSourceUse::key)
            .toList());
  }

  private UnmappedField unmapped(String source, String field, Set<String> rules) {
    LogSourcePattern stated = sources.get(source);
    boolean complete = stated != null && fields.of(stated).complete();
    return new UnmappedField(field, source, complete, List.copyOf(rules));
  }
}
