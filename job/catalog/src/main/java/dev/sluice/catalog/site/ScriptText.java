package dev.sluice.catalog.site;

import java.util.List;
import java.util.function.Consumer;

/**
 * Writes lists of texts and numbers as JSON that may stand in any script: no {@code <}, no end of a
 * line but as an escape, no half of a surrogate pair. By one thread.
 */
final class ScriptText {

  private final StringBuilder text = new StringBuilder();
  private boolean first = true;

  /** A list, whose items {@code items} writes. */
  ScriptText list(Runnable items) {
    next();
    text.append('[');
    first = true;
    items.run();
    text.append(']');
    first = false;
    return this;
  }

  <T> ScriptText list(List<T> items, Consumer<T> item) {
    return list(() -> items.forEach(item));
  }

  ScriptText numbers(List<Integer> numbers) {
    return list(numbers, this::number);
  }

  ScriptText number(int number) {
    next();
    text.append(number);
    return this;
  }

  ScriptText text(String value) {
    next();
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        text.append(c).append(value.charAt(++i));
      } else {
        character(c);
      }
    }
    text.append('"');
    return this;
  }

  private void character(char c) {
    if (c == '"' || c == '\\') {
      text.append('\\').append(c);
    } else if (c < ' ' || c == '<' || c == 0x7f || endsLines(c) || Character.isSurrogate(c)) {
      text.append(String.format("\\u%04x", (int) c));
    } else {
      text.append(c);
    }
  }

  /** Whether a script could take {@code c}, which JSON allows in texts, for the end of a line. */
  private static boolean endsLines(char c) {
    return c == 0x2028 || c == 0x2029;
  }

  private void next() {
    if (!first) {
      text.append(',');
    }
    first = false;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
