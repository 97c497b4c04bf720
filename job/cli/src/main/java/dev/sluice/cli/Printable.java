package dev.sluice.cli;

/** Text of others, made safe for a terminal. */
final class Printable {

  private Printable() {}

  /**
   * {@code text} with control and direction characters written as {@code \}{@code uXXXX}, for an
   * event may hold what a terminal obeys.
   */
  static String of(String text) {
    return text.codePoints().allMatch(Printable::isPlain) ? text : escaped(text);
  }

  private static String escaped(String text) {
    StringBuilder plain = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            codePoint -> {
              if (isPlain(codePoint)) {
                plain.appendCodePoint(codePoint);
              } else {
                plain.append(String.format("\\u%04X", codePoint));
              }
            });
    return plain.toString();
  }

  private static boolean isPlain(int codePoint) {
    int type = Character.getType(codePoint);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }
}
