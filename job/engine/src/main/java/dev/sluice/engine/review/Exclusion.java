package dev.sluice.engine.review;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.sigma.Hashes;
import dev.sluice.engine.sigma.LogSourcePattern;
import dev.sluice.engine.sigma.SigmaString;
import dev.sluice.engine.sigma.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Events that a rule is to leave out: those that have all values of one of {@code selections}.
 *
 * @param selections each a map from the key of a field, modifiers included, to its text
 */
public record Exclusion(List<Map<String, String>> selections) {

  private static final UUID NAMESPACE = Hashes.uuid5(new UUID(0, 0), "sluice:exclusion");
  private static final String INDENT = "    ";

  public Exclusion {
    selections = selections.stream().map(Exclusion::copy).toList();
  }

  private static Map<String, String> copy(Map<String, String> selection) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(selection));
  }

  /** This as a filter document for {@code rule}; the same exclusion always has the same id. */
  public SourceFile filterFor(CompiledRule rule) {
    List<String> body = body();
    String key = rule.id() + "\n" + String.join("\n", body);
    List<String> lines = new ArrayList<>();
    lines.add("title: " + quoted("Exclusion For " + rule.header().title()));
    lines.add("id: " + Hashes.uuid5(NAMESPACE, key));
    lines.add("status: experimental");
    lines.add("description: Leaves out what was found to be harmless.");
    lines.add("logsource:");
    LogSourcePattern source = rule.rule().logSource();
    attribute("product", source.products(), lines);
    attribute("category", source.categories(), lines);
    attribute("service", source.services(), lines);
    lines.add("filter:");
    lines.add(INDENT + "rules:");
    lines.add(INDENT + INDENT + "- " + quoted(rule.id()));
    body.forEach(line -> lines.add(INDENT + line));
    String name = "exclusion.yml";
    byte[] content = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    return new SourceFile("exclusion", name, name, content);
  }

  private static void attribute(String name, List<String> values, List<String> lines) {
    if (values.size() == 1) {
      lines.add(INDENT + name + ": " + quoted(values.get(0)));
    } else if (!values.isEmpty()) {
      lines.add(INDENT + name + ":");
      values.forEach(value -> lines.add(INDENT + INDENT + "- " + quoted(value)));
    }
  }

  private List<String> body() {
    List<String> lines = new ArrayList<>();
    List<Map<String, List<String>>> written = grouped();
    for (int i = 0; i < written.size(); i++) {
      lines.add(written.size() == 1 ? "selection:" : "selection_" + (i + 1) + ":");
      written.get(i).forEach((key, texts) -> item(key, texts, lines));
    }
    lines.add("condition: not " + (written.size() == 1 ? "selection" : "1 of selection_*"));
    return lines;
  }

  /** Selections of one and the same field are one with a list of values. */
  private List<Map<String, List<String>>> grouped() {
    Map<String, List<String>> single = new TreeMap<>();
    List<Map<String, List<String>>> grouped = new ArrayList<>();
    for (Map<String, String> selection : selections) {
      if (selection.size() == 1) {
        selection.forEach(
            (key, text) -> single.computeIfAbsent(key, k -> new ArrayList<>()).add(text));
      } else {
        Map<String, List<String>> all = new LinkedHashMap<>();
        selection.forEach((key, text) -> all.put(key, List.of(text)));
        grouped.add(all);
      }
    }
    single.forEach((key, texts) -> grouped.add(Map.of(key, texts)));
    return grouped;
  }

  private static void item(String key, List<String> texts, List<String> lines) {
    String name = key.matches("[A-Za-z_][\\w.|-]*") ? key : quoted(key);
    List<String> written =
        texts.stream().map(text -> SigmaString.literal(text).toString()).toList();
    if (written.size() == 1) {
      lines.add(INDENT + name + ": " + quoted(written.get(0)));
    } else {
      lines.add(INDENT + name + ":");
      written.forEach(text -> lines.add(INDENT + INDENT + "- " + quoted(text)));
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
