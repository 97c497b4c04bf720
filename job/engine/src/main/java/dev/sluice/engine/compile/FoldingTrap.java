package dev.sluice.engine.compile;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the regular expressions that RE2/J 1.8 never finishes compiling: those that ignore case and
 * name one of the letters U+1C80 to U+1C88 (old Cyrillic forms). Its folding table has an orbit
 * there that does not close.
 *
 * <p>Over-approximates: whether case is ignored at the very place of the letter is not looked at.
 */
final class FoldingTrap {

  private static final int FIRST = 0x1C80;
  private static final int LAST = 0x1C88;

  private FoldingTrap() {}

  /**
   * Whether one of the letters stands in {@code regex}, alone or within a range such as {@code
   * [а-\x{2000}]}.
   */
  static boolean namesTrappedLetter(String regex) {
    List<Integer> letters = letters(regex);
    for (int i = 0; i < letters.size(); i++) {
      int from = letters.get(i);
      boolean range = i + 2 < letters.size() && letters.get(i + 1) == '-';
      int to = range ? letters.get(i + 2) : from;
      if (from <= LAST && to >= FIRST) {
        return true;
      }
    }
    return false;
  }

  /** The code points of the expression, with {@code \x41} and {@code \x{1C80}} read. */
  private static List<Integer> letters(String regex) {
    List<Integer> letters = new ArrayList<>();
    int i = 0;
    while (i < regex.length()) {
      int end = escapeEnd(regex, i);
      if (end > i) {
        String digits = regex.substring(i + 2, end).replaceAll("[{}]", "");
        letters.add(codePoint(digits));
        i = end;
      } else {
        letters.add(regex.codePointAt(i));
        i += Character.charCount(regex.codePointAt(i));
      }
    }
    return letters;
  }

  /** RE2/J takes any number of leading zeros. */
  private static int codePoint(String digits) {
    String significant = digits.replaceFirst("^0+(?=.)", "");
    return significant.length() > 6 ? Character.MAX_CODE_POINT : Integer.parseInt(significant, 16);
  }

  /** The end of the hexadecimal escape at {@code from}; {@code from} when none is there. */
  private static int escapeEnd(String regex, int from) {
    if (!regex.startsWith("\\x", from)) {
      return from;
    }
    int at = from + 2;
    boolean braced = at < regex.length() && regex.charAt(at) == '{';
    int digits = at + (braced ? 1 : 0);
    int end = digits;
    int most = braced ? regex.length() : 2;
    while (end < regex.length()
        && end - digits < most
        && Character.digit(regex.charAt(end), 16) >= 0) {
      end++;
    }
    boolean closed = !braced || (end < regex.length() && regex.charAt(end) == '}');
    return end > digits && closed ? end + (braced ? 1 : 0) : from;
  }
}
