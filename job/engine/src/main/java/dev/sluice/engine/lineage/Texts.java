package dev.sluice.engine.lineage;

import dev.sluice.engine.event.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The texts of fields, as far as they say something. */
final class Texts {
  /** As long as a command line of Windows can be typed. */
  static final int MAX_TEXT = 8192;

  private Texts() {}

  /** Returns the first text or number that says something, or null. */
  static @Nullable String first(List<Value> values) {
    for (Value value : values) {
      if (isTextOrNumber(value) && !saysNothing(value)) {
        return value.text();
      }
    }
    return null;
  }

  /** Returns the first {@value #MAX_TEXT} characters of what {@link #first} gives. */
  static @Nullable String kept(List<Value> values) {
    String text = first(values);
    return text == null || text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }

  /** Returns whether a field is as good as absent: null, empty, or the hyphen of Windows. */
  static boolean sayNothing(List<Value> values) {
    for (Value value : values) {
      if (!saysNothing(value)) {
        return false;
      }
    }
    return true;
  }

  private static boolean saysNothing(Value value) {
    return value.kind() == Value.Kind.NULL
        || (value.kind() == Value.Kind.STRING
            && (value.text().isEmpty() || value.text().equals("-")));
  }

  private static boolean isTextOrNumber(Value value) {
    return value.kind() == Value.Kind.STRING || value.kind() == Value.Kind.NUMBER;
  }
}
