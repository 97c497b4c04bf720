package dev.sluice.engine.regex;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Short texts of the characters that regular expressions and case foldings disagree on. */
final class HostileText {

  /** ASCII first, then what folds onto ASCII, then each length of UTF-8 and its limits. */
  static final String[] LETTERS = {
    "a",
    "A",
    "b",
    "B",
    "k",
    "K",
    "s",
    "S",
    "1",
    "_",
    " ",
    "-",
    "\n",
    "\r",
    "\t",
    "\u000B",
    ".",
    "\\",
    "\u0000",
    "\u007F",
    "\u212A",
    "\u017F",
    "\u0130",
    "\u0131",
    "\u00AE",
    "\u00E9",
    "\u00C9",
    "\u03C3",
    "\u03C2",
    "\u03A3",
    "\u0434",
    "\u1C81",
    "\u0080",
    "\u07FF",
    "\u0800",
    "\u4E2D",
    "\uD7FF",
    "\uE000",
    "\uFFFF",
    "\uD800\uDC00",
    "\uD83D\uDE00",
    "\uDBFF\uDFFF",
    "\uD801\uDC00",
    "\uD801\uDC28"
  };

  private static final int ASCII = 20;
  private static final int MAX_LENGTH = 14;

  private HostileText() {}

  static String letter(Random random) {
    return LETTERS[random.nextInt(random.nextInt(3) > 0 ? ASCII : LETTERS.length)];
  }

  static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(MAX_LENGTH); i > 0; i--) {
      text.append(letter(random));
    }
    return text.toString();
  }

  /** {@code text} with up to three characters taken out, put in or doubled. */
  static String mutated(String text, Random random) {
    int[] codePoints = text.codePoints().toArray();
    StringBuilder mutated = new StringBuilder(text);
    for (int i = random.nextInt(4); i > 0 && codePoints.length > 0; i--) {
      int at = mutated.offsetByCodePoints(0, random.nextInt(codePoints.length));
      switch (random.nextInt(3)) {
        case 0 -> mutated.insert(at, letter(random));
        case 1 -> mutated.delete(at, mutated.offsetByCodePoints(at, 1));
        default -> mutated.insert(at, Character.toString(mutated.codePointAt(at)));
      }
      codePoints = mutated.codePoints().toArray();
    }
    return mutated.toString();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String string(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
