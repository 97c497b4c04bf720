package dev.sluice.cli;

import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;

/** Nodes of a rule as YAML again: keys as the author wrote them, texts in single quotes. */
final class YamlText {

  private static final String INDENT = "  ";

  private YamlText() {}

  /** The lines of {@code key: node}. */
  static List<String> entry(String key, YamlNode node) {
    List<String> lines = new ArrayList<>();
    if (node instanceof YamlScalar scalar) {
      lines.add(key + ": " + scalar(scalar));
    } else {
      lines.add(key + ":");
      body(node).forEach(line -> lines.add(INDENT + line));
    }
    return lines;
  }

  private static List<String> body(YamlNode node) {
    List<String> lines = new ArrayList<>();
    if (node instanceof YamlMap map) {
      for (YamlEntry entry : map.entries()) {
        lines.addAll(entry(entry.key(), entry.value()));
      }
    } else if (node instanceof YamlList list) {
      for (YamlNode item : list.items()) {
        String lead = "- ";
        for (String line : body(item)) {
          lines.add(lead + line);
          lead = INDENT;
        }
      }
    } else if (node instanceof YamlScalar scalar) {
      lines.add(scalar(scalar));
    } else {
      throw new IllegalStateException("unknown node " + node.getClass());
    }
    return lines;
  }

  private static String scalar(YamlScalar scalar) {
    return switch (scalar.kind()) {
      case STRING -> "'" + scalar.text().replace("'", "''") + "'";
      case NULL -> "null";
      case NUMBER, TRUE, FALSE -> scalar.text();
    };
  }
}
