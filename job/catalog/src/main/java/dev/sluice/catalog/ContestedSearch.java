package dev.sluice.catalog;

import dev.sluice.catalog.data.Exclusion;
import dev.sluice.catalog.data.Overlap.Contested;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.review.RuleComparison;
import dev.sluice.engine.sigma.LogSourcePattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds indicators for which one rule alerts and another one of its log source leaves out events.
 */
final class ContestedSearch {

  /** Of how many pairs an event is sought before it is said that there is none to show. */
  private static final int MAX_TRIED = 5;

  private final List<CatalogRule> rules;
  private final KnownIndicators known;
  private final Set<LogSource> sources;
  private final RuleComparison comparison;
  private final WitnessCheck check;

  private record Pair(CatalogRule alerts, CatalogRule excludes) {}

  ContestedSearch(
      List<CatalogRule> rules,
      KnownIndicators known,
      Set<LogSource> sources,
      RuleComparison comparison,
      WitnessCheck check) {
    this.rules = rules;
    this.known = known;
    this.sources = sources;
    this.comparison = comparison;
    this.check = check;
  }

  /** One entry an indicator, in the order of indicators. */
  List<Contested> search() {
    Map<IndicatorKey, List<CatalogRule>> excluding = new TreeMap<>();
    for (CatalogRule rule : rules) {
      rule.unwanted()
          .forEach(key -> excluding.computeIfAbsent(key, any -> new ArrayList<>()).add(rule));
    }
    Map<IndicatorKey, List<CatalogRule>> alerting = new TreeMap<>();
    for (CatalogRule rule : rules) {
      for (IndicatorKey key : rule.wanted().keySet()) {
        if (excluding.containsKey(key)) {
          alerting.computeIfAbsent(key, any -> new ArrayList<>()).add(rule);
        }
      }
    }
    List<Contested> found = new ArrayList<>();
    alerting.forEach(
        (key, alerts) -> contested(key, alerts, excluding.getOrDefault(key, List.of()), found));
    return found;
  }

  private void contested(
      IndicatorKey key,
      List<CatalogRule> alerting,
      List<CatalogRule> excluding,
      List<Contested> found) {
    List<Pair> pairs = new ArrayList<>();
    for (CatalogRule alerts : alerting) {
      for (CatalogRule excludes : excluding) {
        if (!alerts.slug().equals(excludes.slug()) && shareEvents(alerts, excludes)) {
          pairs.add(new Pair(alerts, excludes));
        }
      }
    }
    if (pairs.isEmpty()) {
      return;
    }
    for (Pair pair : pairs.subList(0, Math.min(MAX_TRIED, pairs.size()))) {
      String witness = witness(key, pair.alerts(), pair.excludes());
      if (!witness.isEmpty()) {
        found.add(
            new Contested(
                key.key(), pair.alerts().slug(), pair.excludes().slug(), pairs.size(), witness));
        return;
      }
    }
    Pair first = pairs.get(0);
    found.add(
        new Contested(key.key(), first.alerts().slug(), first.excludes().slug(), pairs.size(), ""));
  }

  private boolean shareEvents(CatalogRule one, CatalogRule other) {
    LogSourcePattern a = one.compiled().rule().logSource();
    LogSourcePattern b = other.compiled().rule().logSource();
    return a.equals(b)
        || sources.stream()
            .anyMatch(
                s ->
                    a.admits(s.product(), s.category(), s.service())
                        && b.admits(s.product(), s.category(), s.service()));
  }

  /** An event with the indicator on which the one fires and that the other's exclusion has. */
  private String witness(IndicatorKey key, CatalogRule alerts, CatalogRule excludes) {
    for (Exclusion exclusion : excludes.exclusions()) {
      boolean has =
          exclusion.alternatives().stream()
              .flatMap(alternative -> alternative.all().stream())
              .flatMap(test -> test.values().stream())
              .anyMatch(value -> value.indicator().equals(key.key()));
      Predicate body = excludes.bodies().get(exclusion.filter());
      if (has && body != null) {
        Predicate left = new Predicate.And(Arrays.asList(body, known.leaf(key)));
        String event = comparison.shared(alerts.compiled(), excludes.with(left)).witness();
        if (!event.isEmpty() && check.firesOnly(event, alerts.compiled(), excludes.compiled())) {
          return event;
        }
      }
    }
    return "";
  }
}
