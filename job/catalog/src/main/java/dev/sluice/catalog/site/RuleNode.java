package dev.sluice.catalog.site;

import dev.sluice.catalog.data.FieldTest;
import dev.sluice.catalog.data.Part;
import dev.sluice.catalog.data.TestValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A predicate tree in words. */
record RuleNode(String label, List<ShownValue> values, List<RuleNode> nodes) {

  private static final int MAX_FIELD = 200;
  private static final int MARKUP = 60;
  private static final String GOES_ON = " (goes on)";

  RuleNode {
    values = List.copyOf(values);
    nodes = List.copyOf(nodes);
  }

  /**
   * The tree {@code part}.
   *
   * @param hrefs the page of an indicator by its key; empty when it has none
   */
  static RuleNode of(Part part, UnaryOperator<String> hrefs) {
    FieldTest test = part.test();
    if (test != null) {
      return of(test, hrefs);
    }
    boolean joins = part.op() != Part.Op.NOT;
    if (joins && part.parts().size() == 1) {
      return of(part.parts().get(0), hrefs);
    }
    List<RuleNode> nodes = part.parts().stream().map(each -> of(each, hrefs)).toList();
    if (nodes.isEmpty()) {
      return new RuleNode("nothing: this is never true", List.of(), nodes);
    }
    return new RuleNode(
        joins ? (part.op() == Part.Op.ALL ? "all of" : "any of") : "not", List.of(), nodes);
  }

  private static RuleNode of(FieldTest test, UnaryOperator<String> hrefs) {
    List<String> kinds = test.values().stream().map(TestValue::kind).distinct().toList();
    boolean same = kinds.size() == 1;
    StringBuilder label = new StringBuilder(test.negated() ? "not: " : "");
    label.append(field(test.field()));
    label.append(same ? " " + KindWords.of(kinds.get(0)) : "");
    if (test.values().size() > 1) {
      label.append(test.quantifier() == FieldTest.Quantifier.ALL ? " all of" : " any of");
    } else if (test.values().isEmpty()) {
      label.append(" nothing: this is never true");
    }
    List<ShownValue> values =
        test.values().stream()
            .map(value -> ShownValue.of(same ? "" : KindWords.of(value.kind()), value, hrefs))
            .toList();
    return new RuleNode(label.toString(), values, List.of());
  }

  /** The name of a field; keywords have none. */
  static String field(String field) {
    return field.isEmpty() ? "any text of the event" : ShownText.value(field, MAX_FIELD);
  }

  /** An estimate of its bytes in HTML. */
  int weight() {
    return MARKUP
        + Paging.weight(label)
        + values.stream().mapToInt(ShownValue::weight).sum()
        + nodes.stream().mapToInt(RuleNode::weight).sum();
  }

  /** The same tree in pieces of {@code limit}: what stands above a piece is said again. */
  List<RuleNode> split(int limit) {
    if (weight() <= limit) {
      return List.of(this);
    }
    List<RuleNode> pieces = new ArrayList<>();
    if (!values.isEmpty()) {
      Paging.split(values, limit, ShownValue::weight)
          .forEach(run -> pieces.add(new RuleNode(label(pieces), run, List.of())));
    }
    if (!nodes.isEmpty()) {
      List<RuleNode> small = nodes.stream().flatMap(node -> node.split(limit).stream()).toList();
      Paging.split(small, limit, RuleNode::weight)
          .forEach(run -> pieces.add(new RuleNode(label(pieces), List.of(), run)));
    }
    return pieces.isEmpty() ? List.of(this) : pieces;
  }

  private String label(List<RuleNode> before) {
    return before.isEmpty() || label.endsWith(GOES_ON) ? label : label + GOES_ON;
  }
}
