package dev.sluice.engine.regex;

import java.util.Random;

/** Writes random expressions in all the syntax that {@link ExpressionParser} reads. */
final class RandomPattern {

  private static final String[] CLASSES = {
    "\\d",
    "\\D",
    "\\s",
    "\\S",
    "\\w",
    "\\W",
    "[[:alpha:]]",
    "[[:^upper:]]",
    "[^[:space:]_]",
    ".",
    "[\\w-]",
    "[^\\s\\d]",
    "[[:punct:]]",
    "[\\S\\s]",
    "[^\\x00-\\x{10FFFF}]",
    "[]a]",
    "[^]a]",
    "[a-]"
  };
  private static final String[] ASSERTIONS = {"^", "$", "\\A", "\\z", "\\b", "\\B"};
  private static final String[] REPETITIONS = {
    "*", "+", "?", "*?", "+?", "??", "{2}", "{0,1}", "{1,2}", "{2,}", "{0}", "{0,}", "{1,3}?"
  };
  private static final String[] GROUPS = {
    "(", "(?:", "(?i:", "(?s:", "(?m:", "(?-i:", "(?i-s:", "(?sm-i:"
  };
  private static final String[] FLAGS = {"(?i)", "(?s)", "(?m)", "(?-i)", "(?-m)"};
  private static final String[] ODDITIES = {
    "\\x41",
    "\\x{212a}",
    "\\101",
    "\\07",
    "\\0",
    "\\t",
    "\\n",
    "\\Qa.b\\E",
    "\\Q\\E",
    "{",
    "}",
    "]",
    "a{,2}",
    "a{01}",
    "\\-",
    "\\.",
    "\\_",
    "\\a\\f\\v\\r"
  };

  private final Random random;
  private final StringBuilder pattern = new StringBuilder();

  private RandomPattern(Random random) {
    this.random = random;
  }

  static String next(Random random) {
    RandomPattern writer = new RandomPattern(random);
    writer.alternation(3);
    return writer.pattern.toString();
  }

  private void alternation(int depth) {
    int branches = random.nextInt(3) > 0 ? 1 : 1 + random.nextInt(3);
    for (int i = 0; i < branches; i++) {
      pattern.append(i > 0 ? "|" : "");
      for (int part = random.nextInt(5); part > 0; part--) {
        part(depth);
      }
    }
  }

  private void part(int depth) {
    int kind = random.nextInt(20);
    if (kind < 7) {
      literal();
    } else if (kind < 9) {
      bracketed();
    } else if (kind < 11) {
      pattern.append(any(CLASSES));
    } else if (kind < 13) {
      pattern.append(any(ASSERTIONS));
    } else if (kind == 13) {
      pattern.append(any(FLAGS));
      return;
    } else if (kind == 14) {
      pattern.append(any(ODDITIES));
    } else if (depth > 0) {
      pattern.append(random.nextInt(8) > 0 ? any(GROUPS) : named());
      alternation(depth - 1);
      pattern.append(')');
    } else {
      literal();
    }
    if (random.nextInt(3) == 0) {
      pattern.append(any(REPETITIONS));
    }
  }

  private String named() {
    return "(?P<n" + pattern.length() + ">";
  }

  private void literal() {
    pattern.append(quoted(letter()));
  }

  private void bracketed() {
    pattern.append(random.nextInt(4) == 0 ? "[^" : "[");
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int first = letter().codePointAt(0);
      int last = random.nextInt(3) == 0 ? letter().codePointAt(0) : first;
      pattern.append(quoted(Character.toString(Math.min(first, last))));
      if (first != last && sameSideOfTheTrap(first, last)) {
        pattern.append('-').append(quoted(Character.toString(Math.max(first, last))));
      }
    }
    pattern.append(']');
  }

  /** RE2/J never finishes compiling {@code (?i)} with one of U+1C80 to U+1C88. */
  private static boolean sameSideOfTheTrap(int first, int last) {
    return (first < 0x1C80) == (last < 0x1C80);
  }

  private String letter() {
    String letter = HostileText.letter(random);
    return letter.equals("\u1C81") ? "a" : letter;
  }

  private static String quoted(String letter) {
    boolean plain = letter.codePointAt(0) >= 0x80 || Character.isLetterOrDigit(letter.charAt(0));
    return plain || letter.charAt(0) < ' ' ? letter : "\\" + letter;
  }

  private String any(String[] words) {
    return words[random.nextInt(words.length)];
  }
}
