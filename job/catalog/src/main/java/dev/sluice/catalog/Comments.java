package dev.sluice.catalog;

import java.util.ArrayList;
import java.util.List;

/** Takes the comments out of lines of block-style YAML. For one text. */
final class Comments {

  private static final char NONE = 0;

  /** The quote that is open, across lines too. */
  private char quote = NONE;

  /** Indentation of the key of an open block scalar, -1 for none. */
  private int block = -1;

  /** The lines without comments, moved left by {@code margin}; lines with nothing else go. */
  List<String> without(List<String> lines, int margin) {
    List<String> shown = new ArrayList<>();
    for (String line : lines) {
      boolean wasOpen = quote != NONE;
      String kept = without(line);
      if (!kept.isBlank() || wasOpen || block >= 0) {
        shown.add(kept.substring(Math.min(margin, SourceText.indent(kept))).stripTrailing());
      }
    }
    return shown;
  }

  private String without(String line) {
    int indent = SourceText.indent(line);
    if (block >= 0) {
      if (line.isBlank() || indent > block) {
        return line;
      }
      block = -1;
    }
    int end = end(line);
    String kept = line.substring(0, end);
    if (quote == NONE && kept.stripTrailing().matches(".*[:-] +[|>][0-9+-]*")) {
      block = indent;
    }
    return kept;
  }

  /** Where the comment of {@code line} begins. */
  private int end(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != NONE) {
        if (c == '\\' && quote == '"') {
          i++;
        } else if (c == quote) {
          quote = NONE;
        }
      } else if ((c == '\'' || c == '"') && startsScalar(line, i)) {
        quote = c;
      } else if (c == '#' && (i == 0 || Character.isWhitespace(line.charAt(i - 1)))) {
        return i;
      }
    }
    return line.length();
  }

  /** A quote inside a plain scalar is a letter like any other; a doubled one ends and begins. */
  private static boolean startsScalar(String line, int at) {
    String before = line.substring(0, at).stripTrailing();
    return before.isEmpty()
        || before.endsWith("-")
        || before.endsWith(":")
        || before.endsWith("[")
        || before.endsWith("{")
        || before.endsWith(",")
        || (at > 0 && line.charAt(at - 1) == line.charAt(at));
  }
}
