package dev.sluice.cli;

import dev.sluice.engine.compile.CompiledRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Counts on how many events of a sequence which rules fire. */
final class RuleHits {

  private final Map<CompiledRule, Integer> events = new LinkedHashMap<>();

  /** Counts for {@code rules}. */
  RuleHits(Stream<CompiledRule> rules) {
    rules.forEach(rule -> events.put(rule, 0));
  }

  /** Counts an event for {@code rule} if that is one of those that are counted for. */
  void add(CompiledRule rule) {
    events.computeIfPresent(rule, (counted, count) -> count + 1);
  }

  /** One line a rule, of {@code all} events. */
  List<String> lines(int all) {
    return events.entrySet().stream()
        .map(
            entry ->
                "'%s' fires on %d of %d events"
                    .formatted(entry.getKey().header().title(), entry.getValue(), all))
        .toList();
  }
}
