package dev.sluice.engine.event;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Decimal text as a number, within bounds that keep every later comparison cheap. */
final class DecimalText {
  private static final int MAX_LENGTH = 400;
  private static final int MAX_EXPONENT = 400;

  private DecimalText() {}

  /**
   * Returns the number that {@code text} is, or null. A string may hold no exponent, a JSON number
   * may.
   */
  static @Nullable BigDecimal parse(String text, Value.Kind kind) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return null;
    }
    return switch (kind) {
      case NUMBER -> bounded(text);
      case STRING -> isPlain(text) ? new BigDecimal(text) : null;
      case BOOLEAN, NULL, COMPOSITE -> null;
    };
  }

  private static @Nullable BigDecimal bounded(String jsonNumber) {
    int exponentAt = Math.max(jsonNumber.indexOf('e'), jsonNumber.indexOf('E'));
    if (exponentAt >= 0 && Math.abs(exponent(jsonNumber, exponentAt + 1)) > MAX_EXPONENT) {
      return null;
    }
    return new BigDecimal(jsonNumber);
  }

  /** Returns the exponent, or a value past the bound when it has more digits than the bound. */
  private static int exponent(String text, int from) {
    int digits = from;
    while (digits < text.length() && !isDigit(text.charAt(digits))) {
      digits++;
    }
    while (digits < text.length() - 1 && text.charAt(digits) == '0') {
      digits++;
    }
    return text.length() - digits > 3 ? MAX_EXPONENT + 1 : Integer.parseInt(text.substring(digits));
  }

  /** Returns whether this is {@code [+-]?digits[.digits]}. */
  private static boolean isPlain(String text) {
    int at = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
    int integer = digitsFrom(text, at);
    if (integer == at) {
      return false;
    }
    if (integer == text.length()) {
      return true;
    }
    return text.charAt(integer) == '.'
        && integer + 1 < text.length()
        && digitsFrom(text, integer + 1) == text.length();
  }

  private static int digitsFrom(String text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
