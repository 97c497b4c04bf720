package dev.sluice.stream;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.match.RuleSetCompiler;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a compilation depends on besides the files, in a form that travels with the job graph. The
 * components of {@link RuleSelection} stand here one by one, for it cannot travel itself.
 */
record RuleSettings(
    List<String> include,
    List<String> exclude,
    Set<String> statuses,
    String minLevel,
    Set<String> tags,
    Map<String, List<String>> placeholders,
    EventDecoding decoding)
    implements Serializable {

  RuleSettings {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    statuses = Set.copyOf(statuses);
    tags = Set.copyOf(tags);
    placeholders =
        placeholders.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> List.copyOf(e.getValue())));
  }

  static RuleSettings of(
      RuleSelection selection, Map<String, List<String>> placeholders, EventDecoding decoding) {
    return new RuleSettings(
        selection.include(),
        selection.exclude(),
        selection.statuses(),
        selection.minLevel(),
        selection.tags(),
        placeholders,
        decoding);
  }

  /** A compiler for events that {@code tables} read. */
  RuleSetCompiler compiler(EventTables tables) {
    return new RuleSetCompiler(
        new RuleSelection(include, exclude, statuses, minLevel, tags),
        new Placeholders(placeholders),
        tables.logSources().known());
  }
}
