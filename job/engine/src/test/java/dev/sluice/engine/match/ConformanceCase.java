package dev.sluice.engine.match;

import dev.sluice.engine.sigma.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One case of the conformance table: a rule text, and events it fires on or stays silent on, or the
 * code it is refused or warned with.
 */
record ConformanceCase(
    String name,
    String file,
    String rule,
    boolean whole,
    List<String> match,
    List<String> silent,
    @Nullable String error,
    @Nullable String warning,
    @Nullable String at,
    String filters,
    Map<String, List<String>> placeholders) {

  static final String RULE_ID = "11111111-1111-4111-8111-111111111111";

  private static final String HEADER =
      "title: rule under test\nid: " + RULE_ID + "\nname: rule_under_test\n";
  private static final String LOG_SOURCE = "logsource: {product: conformance}\n";

  @SuppressWarnings("unchecked")
  static ConformanceCase of(String file, Map<String, Object> entry) {
    return new ConformanceCase(
        String.valueOf(entry.get("name")),
        file,
        String.valueOf(entry.get("rule")),
        Boolean.TRUE.equals(entry.get("whole")),
        (List<String>) entry.getOrDefault("match", List.of()),
        (List<String>) entry.getOrDefault("silent", List.of()),
        (String) entry.get("error"),
        (String) entry.get("warning"),
        (String) entry.get("at"),
        (String) entry.getOrDefault("filters", ""),
        (Map<String, List<String>>) entry.getOrDefault("placeholders", Map.of()));
  }

  /**
   * Whether the rule states its own log source, so that events are routed by the tables that are
   * shipped.
   */
  boolean statesLogSource() {
    return whole || rule.lines().anyMatch(line -> line.startsWith("logsource:"));
  }

  List<SourceFile> sources() {
    List<SourceFile> sources = new ArrayList<>();
    sources.add(source("rule.yml", header() + rule));
    if (!filters.isEmpty()) {
      sources.add(source("filters.yml", filters));
    }
    return sources;
  }

  /** Lines that stand before the rule text as the table has it. */
  int headerLines() {
    return (int) header().lines().count();
  }

  private String header() {
    if (whole) {
      return "";
    }
    return statesLogSource() ? HEADER : HEADER + LOG_SOURCE;
  }

  private static SourceFile source(String path, String text) {
    return new SourceFile("conformance", path, path, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return file + ": " + name;
  }
}
