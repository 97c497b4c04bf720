package dev.sluice.catalog;

import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The text of a rule file, and the parts of it that are shown. */
final class SourceText {

  private static final Pattern COLLECTION = Pattern.compile("(?m)^\\s*action\\s*:");

  private final String text;
  private final List<String> lines;

  SourceText(SourceFile file) {
    String read = new String(file.content(), StandardCharsets.UTF_8);
    text = read.startsWith("\uFEFF") ? read.substring(1) : read;
    lines = text.lines().toList();
  }

  /**
   * The document that starts at {@code start}; the whole file when its documents depend on each
   * other.
   */
  String document(Position start) {
    if (COLLECTION.matcher(text).find()) {
      return text;
    }
    int from = Math.min(start.line() - 1, lines.size());
    while (from > 0 && !isSeparator(lines.get(from - 1))) {
      from--;
    }
    int to = Math.min(start.line(), lines.size());
    while (to < lines.size() && !isSeparator(lines.get(to))) {
      to++;
    }
    boolean whole = from == 0 && to == lines.size();
    return whole ? text : String.join("\n", lines.subList(from, to)) + "\n";
  }

  private static boolean isSeparator(String line) {
    return line.startsWith("---") && line.substring(3).isBlank();
  }

  /** An entry of a map as it is written, moved to the margin and without comments. */
  String entry(YamlEntry entry) {
    int first = entry.keyPosition().line() - 1;
    int indent = entry.keyPosition().column() - 1;
    if (first >= lines.size() || !isFirst(lines.get(first), indent)) {
      return rewritten(entry);
    }
    List<String> taken = new ArrayList<>(List.of(lines.get(first)));
    for (int i = first + 1; i < lines.size() && isInside(lines.get(i), indent); i++) {
      taken.add(lines.get(i));
    }
    List<String> shown = new Comments().without(taken, indent);
    return String.join("\n", shown).stripTrailing() + "\n";
  }

  /** An entry that shares its line with others, or of which the place is not known. */
  private static String rewritten(YamlEntry entry) {
    return YamlWriter.write(List.of(new YamlMap(List.of(entry), entry.keyPosition())));
  }

  private static boolean isFirst(String line, int indent) {
    return line.length() > indent && line.substring(0, indent).isBlank();
  }

  /** A list may stand as far left as the key that it belongs to. */
  private static boolean isInside(String line, int indent) {
    int own = indent(line);
    boolean item = own == indent && line.startsWith("- ", own);
    return line.isBlank() || own > indent || item || line.startsWith("#", own);
  }

  static int indent(String line) {
    int at = 0;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    return at;
  }
}
