package dev.sluice.engine.event;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value of an event, as JSON wrote it.
 *
 * <p>A value is immutable but remembers its folded text and number once they were asked for; racing
 * threads may both compute them, with the same result.
 */
public final class Value {
  /** What a value is. */
  public enum Kind {
    STRING,
    NUMBER,
    BOOLEAN,
    /** JSON null: present, but satisfies {@code null} as an absent field does. */
    NULL,
    /** An object or an empty array: satisfies {@code exists} and nothing else. */
    COMPOSITE
  }

  static final Value NULL = new Value(Kind.NULL, "");
  static final Value COMPOSITE = new Value(Kind.COMPOSITE, "");
  static final Value TRUE = new Value(Kind.BOOLEAN, "true");
  static final Value FALSE = new Value(Kind.BOOLEAN, "false");

  private final Kind kind;
  private final String text;
  private @Nullable String folded;
  private @Nullable BigDecimal number;
  private boolean numberKnown;

  private Value(Kind kind, String text) {
    this.kind = kind;
    this.text = text;
  }

  /** Returns the string {@code text}, whatever it was read from. */
  public static Value string(String text) {
    return new Value(Kind.STRING, text);
  }

  static Value number(String decimalText) {
    return new Value(Kind.NUMBER, decimalText);
  }

  /** Returns what the value is. */
  public Kind kind() {
    return kind;
  }

  /**
   * Returns the string, the number as it was written, {@code true}, {@code false}, or nothing for
   * the other kinds.
   */
  public String text() {
    return text;
  }

  /** Returns whether this is a string, a number or a boolean. */
  boolean hasText() {
    return kind != Kind.NULL && kind != Kind.COMPOSITE;
  }

  /** Returns whether none of {@code values} is anything but an object or an empty array. */
  static boolean areObjects(List<Value> values) {
    for (Value value : values) {
      if (value.kind != Kind.COMPOSITE) {
        return false;
      }
    }
    return true;
  }

  /** Returns the text folded by {@link CaseFold}. */
  public String folded() {
    String known = folded;
    if (known == null) {
      known = CaseFold.fold(text);
      folded = known;
    }
    return known;
  }

  /**
   * Returns the number this is, or null: a JSON number, or a string that is plain decimal text
   * ({@code -12}, {@code 3.5}; never hex, never an exponent). A number of more than 400 characters
   * or beyond 10^400 is none, so that none costs more than its text.
   */
  public @Nullable BigDecimal number() {
    if (!numberKnown) {
      number = DecimalText.parse(text, kind);
      numberKnown = true;
    }
    return number;
  }

  /** Returns kind and length, never the text: it may be a secret and this may be logged. */
  @Override
  public String toString() {
    return kind + "(" + text.length() + " chars)";
  }
}
