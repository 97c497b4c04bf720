package dev.sluice.engine.yaml;

import java.util.HexFormat;

/** Text of others, made safe for one line of a terminal or a log. */
public final class Printable {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Printable() {}

  /**
   * {@code text} with line ends, control and direction characters and halves of surrogate pairs
   * written as {@code \}{@code uXXXX}, for it may hold what a terminal obeys; the same object when
   * there are none.
   */
  public static String of(String text) {
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
                for (char half : Character.toChars(codePoint)) {
                  plain.append("\\u").append(HEX.toHexDigits(half));
                }
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
