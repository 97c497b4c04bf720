package dev.sluice.catalog.data;

import java.util.List;

/**
 * What is asked of one field.
 *
 * @param field empty for keywords
 * @param modifiers as the rule has them
 * @param negated the contrary is asked for
 * @param values never tested one by one when {@code negated}: none of them, or not all of them
 */
public record FieldTest(
    String field,
    List<String> modifiers,
    Quantifier quantifier,
    boolean negated,
    List<TestValue> values) {

  public FieldTest {
    modifiers = List.copyOf(modifiers);
    values = List.copyOf(values);
  }

  /** How many of the values must match. */
  public enum Quantifier {
    ANY,
    ALL
  }
}
