package dev.sluice.engine.compile;

import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.Value;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A predicate that looks at the event itself. */
public sealed interface Leaf extends Predicate {

  /** The field it reads; {@code keyword} when it reads all of the event. */
  String field();

  /** The relation in words of Sigma: equals, contains, re, exists, ... */
  String operator();

  /** The right side as it is compared, in Sigma's escapes. */
  String value();

  /**
   * The value of the event that makes this true, or null when it is false or no single value does.
   */
  @Nullable String witness(Event event);

  /** Some value of {@code field} passes {@code test}. */
  record FieldMatches(String field, ValueTest valueTest) implements Leaf {
    @Override
    public boolean test(Event event) {
      return firstPassing(event.values(field), valueTest) != null;
    }

    @Override
    public String operator() {
      return valueTest.operator();
    }

    @Override
    public String value() {
      return valueTest.text();
    }

    @Override
    public @Nullable String witness(Event event) {
      return firstPassing(event.values(field), valueTest);
    }
  }

  /** Some string or number anywhere in the event passes {@code test} (sigma-semantics 11). */
  record Keyword(ValueTest valueTest) implements Leaf {
    @Override
    public boolean test(Event event) {
      return firstPassing(event.texts(), valueTest) != null;
    }

    @Override
    public String field() {
      return "keyword";
    }

    @Override
    public String operator() {
      return valueTest.operator();
    }

    @Override
    public String value() {
      return valueTest.text();
    }

    @Override
    public @Nullable String witness(Event event) {
      return firstPassing(event.texts(), valueTest);
    }
  }

  /** The event has {@code field}, be it null, empty or an object; or has it not. */
  record FieldExists(String field, boolean expected) implements Leaf {
    @Override
    public boolean test(Event event) {
      return event.values(field).isEmpty() != expected;
    }

    @Override
    public String operator() {
      return "exists";
    }

    @Override
    public String value() {
      return Boolean.toString(expected);
    }

    @Override
    public @Nullable String witness(Event event) {
      List<Value> values = event.values(field);
      return expected && !values.isEmpty() ? values.get(0).text() : null;
    }
  }

  /** The event lacks {@code field}, or has it with JSON null; an empty text is something else. */
  record FieldIsNull(String field) implements Leaf {
    @Override
    public boolean test(Event event) {
      List<Value> values = event.values(field);
      return values.isEmpty() || values.stream().anyMatch(v -> v.kind() == Value.Kind.NULL);
    }

    @Override
    public String operator() {
      return "is";
    }

    @Override
    public String value() {
      return "null";
    }

    @Override
    public @Nullable String witness(Event event) {
      return null;
    }
  }

  /**
   * Some value of {@code field} relates to some value of {@code other}; false when either is
   * missing or null.
   */
  record FieldRelation(String field, String other, Anchor anchor, boolean cased) implements Leaf {

    /** An event with more pairs of values is hostile; what comes after is not compared. */
    private static final int MAX_PAIRS = 100_000;

    /** A longer text inside another costs the product of their lengths. */
    private static final int MAX_PART = 32_768;

    @Override
    public boolean test(Event event) {
      return witness(event) != null;
    }

    @Override
    public String operator() {
      return anchor == Anchor.EXACT ? "fieldref" : "fieldref " + anchor.operator();
    }

    @Override
    public String value() {
      return other;
    }

    @Override
    public @Nullable String witness(Event event) {
      return witness(event.values(field), event.values(other));
    }

    /** Returns the first value of {@code field} that relates to one of the others, or null. */
    public @Nullable String witness(List<Value> values, List<Value> others) {
      int pairs = 0;
      for (Value left : values) {
        for (Value right : others) {
          if (++pairs > MAX_PAIRS) {
            return null;
          }
          if (TextTest.hasText(left) && TextTest.hasText(right) && relates(left, right)) {
            return left.text();
          }
        }
      }
      return null;
    }

    /** A number equals a decimal text; two texts are compared as texts (sigma-semantics 18). */
    private boolean relates(Value left, Value right) {
      boolean numeric = left.kind() == Value.Kind.NUMBER || right.kind() == Value.Kind.NUMBER;
      BigDecimal number = numeric && anchor == Anchor.EXACT ? left.number() : null;
      BigDecimal otherNumber = number == null ? null : right.number();
      if (number != null && otherNumber != null) {
        return number.compareTo(otherNumber) == 0;
      }
      String value = cased ? left.text() : left.folded();
      String text = cased ? right.text() : right.folded();
      return (anchor != Anchor.CONTAINS || text.length() <= MAX_PART)
          && anchor.matches(value, text);
    }
  }

  private static @Nullable String firstPassing(List<Value> values, ValueTest test) {
    for (Value value : values) {
      if (test.test(value)) {
        return value.text();
      }
    }
    return null;
  }
}
