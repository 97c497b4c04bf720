package dev.sluice.engine.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * Nodes as YAML again: {@link YamlReader} reads the same nodes from it, but for their positions.
 * Comments and anchors are lost.
 */
public final class YamlWriter {

  private static final String INDENT = "    ";
  private static final String PLAIN_KEY = "[A-Za-z_][A-Za-z0-9_.|-]*";

  private YamlWriter() {}

  /** The documents as one stream. */
  public static String write(List<? extends YamlNode> documents) {
    List<String> lines = new ArrayList<>();
    for (YamlNode document : documents) {
      if (!lines.isEmpty()) {
        lines.add("---");
      }
      lines.addAll(body(document));
    }
    return String.join("\n", lines) + "\n";
  }

  private static List<String> body(YamlNode node) {
    List<String> lines = new ArrayList<>();
    if (node instanceof YamlMap map && !map.entries().isEmpty()) {
      map.entries().forEach(entry -> addEntry(entry, lines));
    } else if (node instanceof YamlList list && !list.items().isEmpty()) {
      list.items().forEach(item -> addItem(item, lines));
    } else {
      lines.add(inline(node));
    }
    return lines;
  }

  private static void addEntry(YamlEntry entry, List<String> lines) {
    String key = key(entry.key());
    if (isInline(entry.value())) {
      lines.add(key + ": " + inline(entry.value()));
    } else {
      lines.add(key + ":");
      body(entry.value()).forEach(line -> lines.add(INDENT + line));
    }
  }

  private static void addItem(YamlNode item, List<String> lines) {
    String lead = "-   ";
    for (String line : body(item)) {
      lines.add(lead + line);
      lead = INDENT;
    }
  }

  private static boolean isInline(YamlNode node) {
    return node instanceof YamlScalar
        || (node instanceof YamlMap map && map.entries().isEmpty())
        || (node instanceof YamlList list && list.items().isEmpty());
  }

  private static String inline(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      return switch (scalar.kind()) {
        case STRING -> quoted(scalar.text());
        case NULL -> "null";
        case NUMBER, TRUE, FALSE -> scalar.text();
      };
    }
    return node instanceof YamlMap ? "{}" : "[]";
  }

  /** A key is its text, whatever YAML type the text has. */
  private static String key(String key) {
    return key.matches(PLAIN_KEY) ? key : quoted(key);
  }

  private static String quoted(String text) {
    if (text.codePoints().allMatch(YamlWriter::isPlain)) {
      return "'" + text.replace("'", "''") + "'";
    }
    StringBuilder escaped = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (isPlain(c)) {
        escaped.append(c);
      } else {
        escaped.append(String.format("\\u%04X", (int) c));
      }
    }
    return escaped.append('"').toString();
  }

  /** What YAML prints on one line as it is. */
  private static boolean isPlain(int codePoint) {
    return (codePoint >= 0x20 && codePoint <= 0x7E)
        || (codePoint >= 0xA0 && codePoint <= 0xD7FF && codePoint != 0x2028 && codePoint != 0x2029)
        || (codePoint >= 0xE000 && codePoint <= 0xFFFD && codePoint != 0xFEFF)
        || codePoint >= 0x10000;
  }
}
