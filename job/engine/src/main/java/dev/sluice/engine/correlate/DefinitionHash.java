package dev.sluice.engine.correlate;

import dev.sluice.engine.sigma.Comparison;
import dev.sluice.engine.sigma.Hashes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Makes the hash of a definition, which says whose the windows are.
 *
 * <p>Invariant: a text goes in with its length before it and a list with its size, so that no two
 * definitions give one content.
 */
final class DefinitionHash {
  private final StringBuilder content = new StringBuilder();

  private DefinitionHash() {
    add("correlation 1");
  }

  /** The hash of {@code definition}, whose windows are those of {@code stage}. */
  static String of(CorrelationDefinition definition, int stage) {
    DefinitionHash hash = new DefinitionHash();
    hash.add(definition, stage);
    return Hashes.sha256(hash.content.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void add(CorrelationDefinition definition, int stage) {
    add(definition.correlationId().toLowerCase(Locale.ROOT));
    add(Integer.toString(stage));
    add(definition.type().name());
    add(definition.groupBy());
    add(Long.toString(definition.timespanMillis()));
    add(definition.valueFields());
    add(definition.percentile().stripTrailingZeros().toString());
    addSize(definition.comparisons());
    for (Comparison comparison : definition.comparisons()) {
      add(comparison.operator().name());
      add(comparison.value().stripTrailingZeros().toString());
    }
    addSize(definition.inputs());
    for (CorrelationDefinition.Input input : definition.inputs()) {
      add(input.ruleId().toLowerCase(Locale.ROOT));
      add(input.groupFields());
      add(input.valueFields());
    }
    addSize(definition.terms());
    for (CorrelationDefinition.Term term : definition.terms()) {
      add(term.present().stream().map(String::valueOf).toList());
      add(term.absent().stream().map(String::valueOf).toList());
    }
  }

  private void add(List<String> parts) {
    addSize(parts);
    parts.forEach(this::add);
  }

  private void addSize(List<?> parts) {
    add(Integer.toString(parts.size()));
  }

  private void add(String part) {
    content.append(part.length()).append(':').append(part).append('\n');
  }
}
