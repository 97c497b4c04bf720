package dev.sluice.catalog.site;

import java.util.function.IntPredicate;

/**
 * Texts of rules as pages show them: a character that cannot be seen, or that HTML may not have, is
 * shown as its number, {@code ‹U+200B›}.
 */
final class ShownText {

  private static final int NO_BREAK_SPACE_OF_FILES = 0xFEFF;

  private ShownText() {}

  /** A text of several lines: line breaks and tabs stay. */
  static String of(String text) {
    return named(text.replace("\r\n", "\n"), ShownText::isUnfit);
  }

  /** The beginning of a text. */
  static String of(String text, int max) {
    return of(Paging.shorten(text, max));
  }

  /** The beginning of a value: nothing of it but plain blanks is invisible. */
  static String value(String text, int max) {
    return named(Paging.shorten(text, max), ShownText::isUnseen);
  }

  /** Whether {@link #value} shows a character of {@code text} as its number. */
  static boolean hasUnseen(String text) {
    return text.codePoints().anyMatch(ShownText::isUnseen);
  }

  private static String named(String text, IntPredicate isNamed) {
    if (text.codePoints().noneMatch(isNamed)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isNamed.test(c)) {
                shown.append(String.format("‹U+%04X›", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }

  /** What HTML may not have, and what turns the direction of the text around it. */
  private static boolean isUnfit(int c) {
    boolean control = Character.getType(c) == Character.CONTROL && c != '\n' && c != '\t';
    boolean half = Character.getType(c) == Character.SURROGATE;
    boolean none = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    boolean turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return control || half || none || turns || c == NO_BREAK_SPACE_OF_FILES;
  }

  private static boolean isUnseen(int c) {
    return isUnfit(c)
        || switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              true;
          case Character.SPACE_SEPARATOR -> c != ' ';
          default -> false;
        };
  }
}
