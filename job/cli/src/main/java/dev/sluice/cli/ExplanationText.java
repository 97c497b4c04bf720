package dev.sluice.cli;

import dev.sluice.engine.match.Explanation;
import dev.sluice.engine.yaml.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The tree of predicates with a verdict before each. */
final class ExplanationText {

  private static final String INDENT = "  ";
  private static final int VERDICT_WIDTH = 6;
  private static final int MAX_VALUE = 300;

  /** A list of a thousand values that are all false tells no more than its first ones. */
  private static final int MAX_FALSE_ALTERNATIVES = 20;

  private final Palette palette;

  ExplanationText(Palette palette) {
    this.palette = palette;
  }

  List<String> lines(Explanation explanation) {
    List<String> lines = new ArrayList<>();
    add(explanation, INDENT, lines);
    return lines;
  }

  private void add(Explanation node, String indent, List<String> lines) {
    boolean verdict = Boolean.TRUE.equals(node.verdict());
    String word = Boolean.toString(verdict);
    String mark = palette.word(word, word + " ".repeat(VERDICT_WIDTH - word.length()));
    lines.add(indent + mark + Printable.of(node.text()) + actual(node));
    List<Explanation> shown = node.parts();
    int hidden = 0;
    if (Decision.Kind.of(node) == Decision.Kind.ANY_OF && !verdict) {
      hidden = Math.max(0, shown.size() - MAX_FALSE_ALTERNATIVES);
      shown = shown.subList(0, shown.size() - hidden);
    }
    shown.forEach(part -> add(part, indent + INDENT, lines));
    if (hidden > 0) {
      lines.add(indent + INDENT + "and " + hidden + " more, all false");
    }
  }

  private static String actual(Explanation node) {
    if (Decision.Kind.of(node) != Decision.Kind.LEAF) {
      return "";
    }
    return node.actual().isEmpty()
        ? "  [no value]"
        : node.actual().stream()
            .map(value -> "'" + Printable.of(cut(value)) + "'")
            .collect(Collectors.joining(", ", "  [", "]"));
  }

  private static String cut(String value) {
    return value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) + "…" : value;
  }
}
