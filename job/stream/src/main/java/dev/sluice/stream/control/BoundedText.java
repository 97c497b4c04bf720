package dev.sluice.stream.control;

/** Texts from outside, made fit for one line of a message or a terminal. */
final class BoundedText {
  private static final int QUOTED_CHARS = 80;
  private static final char REPLACEMENT = '\uFFFD';

  private BoundedText() {}

  /**
   * The first {@code maxChars} of {@code text} at most; what could end the line, steer a terminal,
   * turn the direction of writing or be no Unicode is U+FFFD.
   */
  static String of(String text, int maxChars) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), maxChars));
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      int width = Character.charCount(codePoint);
      boolean last = i + width == text.length();
      if (out.length() + width > (last ? maxChars : maxChars - 1)) {
        return out.append('…').toString();
      }
      out.appendCodePoint(isPlain(codePoint) ? codePoint : REPLACEMENT);
      i += width;
    }
    return out.toString();
  }

  /** As {@link #of}, but what is too much is left out of the middle: both ends say where it is. */
  static String shortened(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return of(text, maxChars);
    }
    int tail = (maxChars - 1) / 2;
    int from = text.length() - tail;
    int whole = Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
    return of(text, maxChars - tail) + of(text.substring(whole), tail);
  }

  /** {@code text} between quotation marks, for a message. */
  static String quoted(String text) {
    return "'" + of(text, QUOTED_CHARS) + "'";
  }

  /** Whether no character of {@code text} would be replaced. */
  static boolean isPlain(String text) {
    return text.codePoints().allMatch(BoundedText::isPlain);
  }

  private static boolean isPlain(int codePoint) {
    return !Character.isISOControl(codePoint)
        && !(codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)
        && !(codePoint >= 0x2028 && codePoint <= 0x202E)
        && !(codePoint >= 0x2066 && codePoint <= 0x2069);
  }
}
