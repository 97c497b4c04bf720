package dev.sluice.catalog;

import dev.sluice.catalog.data.FieldTest;
import dev.sluice.catalog.data.FieldTest.Quantifier;
import dev.sluice.catalog.data.Part;
import dev.sluice.catalog.data.Part.Op;
import dev.sluice.catalog.data.TestValue;
import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.match.LeafWalk;
import dev.sluice.engine.sigma.Detection;
import dev.sluice.engine.sigma.Modifier;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows a detection beside what it was compiled to: the compiler keeps the order of parts and
 * values, so that each leaf is told the value that it comes from.
 */
final class DetectionTree {

  private DetectionTree() {}

  /**
   * The tree of {@code detection}.
   *
   * @param compiled what the compiler made of it
   */
  static Part of(Detection detection, Predicate compiled) {
    if (detection instanceof Detection.Item item) {
      return item(item, compiled);
    }
    boolean all = detection instanceof Detection.AllOf;
    List<Detection> written = parts(detection);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      parts.add(of(written.get(i), term(compiled, i, written.size())));
    }
    return new Part(all && !parts.isEmpty() ? Op.ALL : Op.ANY, parts, null);
  }

  private static List<Detection> parts(Detection detection) {
    return detection instanceof Detection.AllOf all
        ? all.parts()
        : ((Detection.AnyOf) detection).parts();
  }

  private static Part item(Detection.Item item, Predicate compiled) {
    boolean negated = item.modifiers().contains(Modifier.NEQ);
    Predicate joined = negated && compiled instanceof Predicate.Not not ? not.term() : compiled;
    List<List<TestValue>> values = new ArrayList<>();
    for (int i = 0; i < item.values().size(); i++) {
      String source = item.values().get(i).text();
      List<TestValue> texts = new ArrayList<>();
      LeafWalk.walk(term(joined, i, item.values().size()), leaf -> texts.add(value(leaf, source)));
      values.add(texts);
    }
    boolean all = item.modifiers().contains(Modifier.ALL) && values.size() > 1;
    if (!all || values.stream().allMatch(texts -> texts.size() == 1)) {
      List<TestValue> flat = values.stream().flatMap(List::stream).toList();
      return test(item, all ? Quantifier.ALL : Quantifier.ANY, negated, flat);
    }
    // each value that must match stands for several texts, any of which will do
    List<Part> parts =
        values.stream().map(texts -> test(item, Quantifier.ANY, false, texts)).toList();
    Part every = new Part(Op.ALL, parts, null);
    return negated ? new Part(Op.NOT, List.of(every), null) : every;
  }

  private static Part test(
      Detection.Item item, Quantifier quantifier, boolean negated, List<TestValue> values) {
    String field = item.field();
    List<String> modifiers = item.modifiers().stream().map(Modifier::text).toList();
    return Part.of(
        new FieldTest(field == null ? "" : field, modifiers, quantifier, negated, values));
  }

  private static TestValue value(Leaf leaf, String source) {
    return new TestValue(
        IndicatorKey.kindOf(leaf), IndicatorKey.textOf(leaf), source, IndicatorKey.of(leaf).key());
  }

  /** The {@code i}-th of {@code count} terms; a single one stands for itself. */
  static Predicate term(Predicate joined, int i, int count) {
    if (count == 1) {
      return joined;
    }
    return joined instanceof Predicate.And and
        ? and.terms().get(i)
        : ((Predicate.Or) joined).terms().get(i);
  }
}
