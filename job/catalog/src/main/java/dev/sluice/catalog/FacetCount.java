package dev.sluice.catalog;

import dev.sluice.catalog.data.AttackMatrix;
import dev.sluice.catalog.data.EventUse;
import dev.sluice.catalog.data.Facet;
import dev.sluice.catalog.data.Facet.FacetValue;
import dev.sluice.catalog.data.Pack;
import dev.sluice.catalog.data.RuleLine;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Counts the values of the properties by which the list of rules can be narrowed. */
final class FacetCount {

  private final List<RuleLine> lines;

  FacetCount(List<RuleLine> lines) {
    this.lines = lines;
  }

  /** The facets, in the order in which they are shown. */
  List<Facet> facets(List<Pack> packs, List<EventUse> events, AttackMatrix attack) {
    Map<String, String> tactics = new HashMap<>();
    attack.tactics().forEach(tactic -> tactics.put(tactic.word(), tactic.name()));
    Map<String, String> titles = new HashMap<>();
    events.forEach(event -> titles.put(event.key(), label(event)));
    Map<String, String> names = new HashMap<>();
    packs.forEach(pack -> names.put(pack.key(), pack.name()));
    return List.of(
        facet("kind", line -> List.of(line.kind().name()), Map.of()),
        facet("status", line -> List.of(line.status()), Map.of()),
        facet("level", line -> List.of(line.level()), Map.of()),
        facet("logSource", FacetCount::logSource, Map.of()),
        facet("tactic", RuleLine::tactics, tactics),
        facet("event", RuleLine::events, titles),
        facet("pack", line -> List.of(line.pack()), names));
  }

  private static List<String> logSource(RuleLine line) {
    String text =
        text(line.logSource().products())
            + "/"
            + text(line.logSource().categories())
            + "/"
            + text(line.logSource().services());
    return text.equals("-/-/-") ? List.of() : List.of(text);
  }

  private static String text(List<String> words) {
    return words.isEmpty() ? "-" : String.join(",", words);
  }

  private static String label(EventUse event) {
    return event.provider() + (event.id().isEmpty() ? "" : " " + event.id()) + ": " + event.title();
  }

  private Facet facet(
      String name, Function<RuleLine, List<String>> values, Map<String, String> labels) {
    Map<String, Integer> counts = new HashMap<>();
    for (RuleLine line : lines) {
      values.apply(line).forEach(value -> counts.merge(value, 1, Integer::sum));
    }
    return new Facet(
        name,
        counts.entrySet().stream()
            .map(
                entry ->
                    new FacetValue(
                        entry.getKey(),
                        labels.getOrDefault(entry.getKey(), entry.getKey()),
                        entry.getValue()))
            .sorted(
                Comparator.comparing(FacetValue::rules).reversed().thenComparing(FacetValue::value))
            .toList());
  }
}
