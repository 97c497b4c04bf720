package dev.sluice.cli;

import dev.sluice.engine.match.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One predicate that decided a verdict: had it been otherwise, the verdict might have been.
 *
 * @param selection the search identifier it stands in
 * @param predicate in words
 * @param verdict of the predicate itself
 * @param actual what the event has in the field; empty when it has none
 */
record Decision(String selection, String predicate, boolean verdict, List<String> actual) {

  private static final int MAX_DECISIONS = 8;
  private static final int MAX_TEXT = 200;

  Decision {
    actual = List.copyOf(actual);
  }

  /**
   * The predicates that made {@code explanation} true or false, a handful at most: of a conjunction
   * that is false the first false part, of one that is true every part, and the other way round.
   */
  static List<Decision> of(Explanation explanation) {
    List<Decision> found = new ArrayList<>();
    collect(explanation, "", found);
    return found;
  }

  /** {@code selection: Image endswith '\x.exe' is false, the event has 'C:\y.exe'}. */
  String text() {
    String values = actual.stream().map(Decision::quoted).collect(Collectors.joining(", "));
    String event = actual.isEmpty() ? "the event has no such value" : "the event has " + values;
    String place = selection.isEmpty() ? "" : selection + ": ";
    return place + predicate + " is " + verdict + ", " + event;
  }

  private static void collect(Explanation node, String selection, List<Decision> found) {
    boolean verdict = Boolean.TRUE.equals(node.verdict());
    if (found.size() >= MAX_DECISIONS) {
      return;
    }
    switch (Kind.of(node)) {
      case LEAF -> found.add(new Decision(selection, node.text(), verdict, node.actual()));
      case ALL_OF -> decisive(node, !verdict).forEach(part -> collect(part, selection, found));
      case ANY_OF -> decisive(node, verdict).forEach(part -> collect(part, selection, found));
      case NOT -> node.parts().forEach(part -> collect(part, selection, found));
      case SELECTION -> node.parts().forEach(part -> collect(part, node.text(), found));
    }
  }

  /** The first part with the node's verdict when one is enough for it, else all parts. */
  private static List<Explanation> decisive(Explanation node, boolean oneIsEnough) {
    return oneIsEnough
        ? node.parts().stream()
            .filter(part -> part.verdict() != null && part.verdict().equals(node.verdict()))
            .limit(1)
            .toList()
        : node.parts();
  }

  private static String quoted(String value) {
    return "'" + (value.length() > MAX_TEXT ? value.substring(0, MAX_TEXT) + "…" : value) + "'";
  }

  /**
   * What a node of an {@link Explanation} is; its text tells, for search identifiers hold no
   * blanks.
   */
  enum Kind {
    LEAF,
    ALL_OF,
    ANY_OF,
    NOT,
    SELECTION;

    static Kind of(Explanation node) {
      return switch (node.text()) {
        case "all of" -> ALL_OF;
        case "any of" -> ANY_OF;
        case "not" -> NOT;
        default -> node.parts().isEmpty() ? LEAF : SELECTION;
      };
    }
  }
}
