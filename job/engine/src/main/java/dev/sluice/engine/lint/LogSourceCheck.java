package dev.sluice.engine.lint;

import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.event.LogSources;
import dev.sluice.engine.sigma.LogSourcePattern;
import dev.sluice.engine.sigma.SigmaFilter;
import dev.sluice.engine.sigma.SigmaRule;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.NearestWord;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The log source that a rule or filter states, held against the tables of log sources. */
final class LogSourceCheck implements Check {

  private static final List<String> ATTRIBUTES = List.of("product", "category", "service");

  private final LogSources logSources;
  private final Map<String, Set<String>> words = new HashMap<>();

  LogSourceCheck(LogSources logSources) {
    this.logSources = logSources;
    ATTRIBUTES.forEach(attribute -> words.put(attribute, new HashSet<>()));
    Stream.concat(logSources.known().stream(), logSources.unsupported().keySet().stream())
        .forEach(
            source -> {
              add("product", source.product());
              add("category", source.category());
              add("service", source.service());
            });
  }

  private void add(String attribute, @Nullable String word) {
    if (word != null) {
      words.getOrDefault(attribute, Set.of()).add(word);
    }
  }

  @Override
  public void check(LintedDocument document, Findings findings) {
    if (!(document.keys().get("logsource") instanceof YamlMap map)) {
      return;
    }
    for (String attribute : ATTRIBUTES) {
      List<YamlScalar> values = LintedDocument.scalars(map.get(attribute));
      if (values.size() > 1 || values.stream().anyMatch(value -> value.text().contains(","))) {
        findings.add(
            values.get(0).position(),
            ErrorCode.LOGSOURCE_LIST,
            "'" + attribute + "' names several, which other tools do not read",
            "write one rule for each");
      } else {
        values.forEach(value -> word(attribute, value, findings));
      }
    }
    LogSourcePattern stated = stated(document);
    if (stated != null) {
      whole(document, stated, findings);
    }
  }

  /** The log source of {@code document}, null when it has none that could be read. */
  static @Nullable LogSourcePattern stated(LintedDocument document) {
    if (document.document() instanceof SigmaRule rule) {
      return rule.logSource();
    }
    return document.document() instanceof SigmaFilter filter ? filter.logSource() : null;
  }

  /** Whether {@code source} is one that {@code stated} asks for. */
  static boolean admits(LogSourcePattern stated, LogSource source) {
    return stated.admits(source.product(), source.category(), source.service());
  }

  private void word(String attribute, YamlScalar value, Findings findings) {
    String small = value.text().toLowerCase(Locale.ROOT);
    if (!small.equals(value.text())) {
      findings.add(
          value.position(),
          ErrorCode.LOGSOURCE_CASE,
          "log sources are written small: '" + small + "'");
    }
    Set<String> known = words.getOrDefault(attribute, Set.of());
    if (!known.contains(small)) {
      findings.add(
          value.position(),
          ErrorCode.LOGSOURCE_WORD_UNKNOWN,
          "no table has the " + attribute + " '" + small + "'",
          NearestWord.hint(small, known));
    }
  }

  private void whole(LintedDocument document, LogSourcePattern stated, Findings findings) {
    if (stated.categories().isEmpty() && stated.services().isEmpty() && hasNarrower(stated)) {
      findings.add(
          document.positionOf("logsource"),
          ErrorCode.LOGSOURCE_WIDE,
          "every event of the product is asked for, whatever its kind",
          "state a category or a service");
    }
    List<LogSource> admitted =
        logSources.known().stream().filter(source -> admits(stated, source)).toList();
    if (admitted.isEmpty()) {
      unsupported(document, stated, findings);
    } else if (logSources.knownByNameOnly().containsAll(admitted)) {
      findings.add(
          document.positionOf("logsource"),
          ErrorCode.LOGSOURCE_BY_NAME_ONLY,
          "only an event that names this log source itself is one: no mapping knows its shape",
          "the events need 'logsource.product', 'logsource.category' or 'logsource.service'");
    }
  }

  private void unsupported(LintedDocument document, LogSourcePattern stated, Findings findings) {
    logSources.unsupported().entrySet().stream()
        .filter(entry -> admits(stated, entry.getKey()))
        .findFirst()
        .ifPresent(
            entry ->
                findings.add(
                    document.positionOf("logsource"),
                    ErrorCode.LOGSOURCE_UNSUPPORTED,
                    "no event can be this log source: " + entry.getValue()));
  }

  /** Whether events of the product are told apart at all. */
  private boolean hasNarrower(LogSourcePattern stated) {
    return logSources.known().stream()
        .anyMatch(
            source ->
                admits(stated, source) && (source.category() != null || source.service() != null));
  }
}
