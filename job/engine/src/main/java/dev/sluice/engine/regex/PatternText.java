package dev.sluice.engine.regex;

/** The text of an expression and how far it has been read. */
final class PatternText {

  private final String text;
  private int at;

  PatternText(String text) {
    this.text = text;
  }

  boolean more() {
    return at < text.length();
  }

  boolean lookingAt(String expected) {
    return text.startsWith(expected, at);
  }

  /** Reads {@code expected} if it comes next. */
  boolean take(String expected) {
    boolean found = lookingAt(expected);
    at += found ? expected.length() : 0;
    return found;
  }

  /** Reads up to and with {@code end}; returns what stands before it. */
  String takeUntil(String end) throws RefusedException {
    int to = text.indexOf(end, at);
    if (to < 0) {
      throw new RefusedException("no " + end);
    }
    String taken = text.substring(at, to);
    at = to + end.length();
    return taken;
  }

  boolean has(String later) {
    return text.indexOf(later, at) >= 0;
  }

  /** Reads the rest. */
  String takeRest() {
    String rest = text.substring(at);
    at = text.length();
    return rest;
  }

  int position() {
    return at;
  }

  void returnTo(int position) {
    at = position;
  }

  /** Reads one code point. */
  int take() throws RefusedException {
    if (!more()) {
      throw new RefusedException("the expression ends too early");
    }
    int codePoint = text.codePointAt(at);
    at += Character.charCount(codePoint);
    return real(codePoint);
  }

  /** Reads one digit of {@code radix} if it comes next; -1 otherwise. */
  int takeDigit(int radix) {
    int value = more() && text.charAt(at) < 0x80 ? Character.digit(text.charAt(at), radix) : -1;
    at += value < 0 ? 0 : 1;
    return value;
  }

  /** Reads an escape that stands for one character; its backslash has been read. */
  int takeEscaped() throws RefusedException {
    int octal = takeDigit(8);
    if (octal >= 0) {
      return takeOctal(octal);
    }
    int c = take();
    return switch (c) {
      case 'x' -> real(take("{") ? takeBraced() : takeTwoDigits());
      case 'a' -> 0x07;
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0B;
      default -> takeSelf(c);
    };
  }

  private static int takeSelf(int c) throws RefusedException {
    if (c >= 0x80 || Character.isLetterOrDigit(c)) {
      throw new RefusedException("unknown escape");
    }
    return c;
  }

  /** Up to three digits; one alone is an octal number only when it is 0. */
  private int takeOctal(int first) throws RefusedException {
    int value = first;
    int digits = 1;
    for (int digit = takeDigit(8); digit >= 0; digit = digits < 3 ? takeDigit(8) : -1) {
      value = value * 8 + digit;
      digits++;
    }
    if (first != 0 && digits == 1) {
      throw new RefusedException("back-reference");
    }
    return value;
  }

  private int takeBraced() throws RefusedException {
    int value = 0;
    int digits = 0;
    for (int digit = takeDigit(16); digit >= 0; digit = takeDigit(16)) {
      value = value * 16 + digit;
      digits++;
      if (value > Character.MAX_CODE_POINT) {
        throw new RefusedException("no code point");
      }
    }
    if (digits == 0 || !take("}")) {
      throw new RefusedException("unknown escape");
    }
    return value;
  }

  private int takeTwoDigits() throws RefusedException {
    int high = takeDigit(16);
    int low = takeDigit(16);
    if (high < 0 || low < 0) {
      throw new RefusedException("unknown escape");
    }
    return high * 16 + low;
  }

  /** UTF-8 has no surrogates, and what RE2/J makes of two of them is its own affair. */
  private static int real(int codePoint) throws RefusedException {
    if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
      throw new RefusedException("surrogate");
    }
    return codePoint;
  }
}
