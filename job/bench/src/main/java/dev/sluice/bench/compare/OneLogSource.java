package dev.sluice.bench.compare;

import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.sigma.LogSourcePattern;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Says of an event one product, category and service, for engines that route by fields of the
 * event: of several categories or services the one that most rules ask for. {@value #NONE} stands
 * for what the event is not: a field that is missing would let every rule in.
 */
final class OneLogSource {

  static final String NONE = "none";

  private final Map<String, Integer> categories;
  private final Map<String, Integer> services;

  OneLogSource(RuleSet rules) {
    categories = counts(rules, LogSourcePattern::categories);
    services = counts(rules, LogSourcePattern::services);
  }

  private static Map<String, Integer> counts(
      RuleSet rules, Function<LogSourcePattern, List<String>> words) {
    Map<String, Integer> counts = new HashMap<>();
    rules.rules().stream()
        .flatMap(rule -> words.apply(rule.rule().logSource()).stream())
        .forEach(word -> counts.merge(word, 1, Integer::sum));
    return counts;
  }

  /** The fields {@code product}, {@code category} and {@code service} of an event. */
  Map<String, String> of(Collection<LogSource> sources) {
    return Map.of(
        "product", first(sources.stream().map(LogSource::product)),
        "category", commonest(sources.stream().map(LogSource::category), categories),
        "service", commonest(sources.stream().map(LogSource::service), services));
  }

  private static String first(Stream<String> words) {
    return words.filter(word -> word != null).findFirst().orElse(NONE);
  }

  private static String commonest(Stream<String> words, Map<String, Integer> counts) {
    return words
        .filter(word -> word != null)
        .max((a, b) -> Integer.compare(counts.getOrDefault(a, 0), counts.getOrDefault(b, 0)))
        .orElse(NONE);
  }
}
