package dev.sluice.catalog;

import dev.sluice.engine.compile.GlobTest;
import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.compile.NumberTest;
import dev.sluice.engine.compile.TextTest;
import dev.sluice.engine.compile.ValueTest;
import java.math.BigDecimal;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a leaf looks for, so that leaves that look for the same have equal ones: case folded unless
 * it counts, escapes resolved, numbers by value.
 *
 * @param field empty for keywords
 */
record IndicatorKey(String field, String kind, String value) implements Comparable<IndicatorKey> {

  private static final Comparator<IndicatorKey> ORDER =
      Comparator.comparing(IndicatorKey::field)
          .thenComparing(IndicatorKey::kind)
          .thenComparing(IndicatorKey::value);

  static IndicatorKey of(Leaf leaf) {
    return new IndicatorKey(fieldOf(leaf), kindOf(leaf), valueOf(leaf));
  }

  /** The name of its page. */
  String key() {
    return Slugs.key(field + "\n" + kind + "\n" + value);
  }

  @Override
  public int compareTo(IndicatorKey other) {
    return ORDER.compare(this, other);
  }

  /** What is matched, in the letters of the rule. */
  static String textOf(Leaf leaf) {
    ValueTest test = testOf(leaf);
    if (test instanceof TextTest text) {
      return text.written();
    }
    return test instanceof NumberTest number ? plain(number) : leaf.value();
  }

  static String kindOf(Leaf leaf) {
    if (leaf instanceof Leaf.FieldIsNull) {
      return "null";
    }
    String operator = leaf.operator();
    String kind = operator.replaceFirst("^equals", "eq").replaceFirst("^matches", "wildcard");
    return leaf instanceof Leaf.FieldRelation relation && relation.cased() ? kind + " cased" : kind;
  }

  private static String fieldOf(Leaf leaf) {
    return leaf instanceof Leaf.Keyword ? "" : leaf.field();
  }

  private static String valueOf(Leaf leaf) {
    ValueTest test = testOf(leaf);
    if (test instanceof TextTest text) {
      return text.compared();
    }
    return test instanceof GlobTest glob ? glob.compared().toString() : textOf(leaf);
  }

  private static String plain(NumberTest number) {
    BigDecimal value = number.comparison().value();
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static @Nullable ValueTest testOf(Leaf leaf) {
    if (leaf instanceof Leaf.FieldMatches matches) {
      return matches.valueTest();
    }
    return leaf instanceof Leaf.Keyword keyword ? keyword.valueTest() : null;
  }
}
