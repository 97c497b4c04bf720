package dev.sluice.engine.event;

import org.jspecify.annotations.Nullable;

/**
 * A name that is looked up as fields are: as a member of that very name, then as a path.
 *
 * @param text the whole name
 * @param array the name before a number at its end, when that number may also be the place of an
 *     item in an array; null otherwise
 * @param item the place, from 0
 */
record FieldName(String text, @Nullable String array, int item) {
  private static final int MAX_DIGITS = 3;

  /** Returns a name in which a number is a name like any other. */
  static FieldName literal(String text) {
    return new FieldName(text, null, 0);
  }

  /** Returns a name whose last part, when it is a number, may be the place of an item. */
  static FieldName of(String text) {
    int dot = text.lastIndexOf('.');
    String last = text.substring(dot + 1);
    boolean numbered = dot > 0 && !last.isEmpty() && last.length() <= MAX_DIGITS;
    return numbered && last.chars().allMatch(c -> c >= '0' && c <= '9')
        ? new FieldName(text, text.substring(0, dot), Integer.parseInt(last))
        : literal(text);
  }
}
