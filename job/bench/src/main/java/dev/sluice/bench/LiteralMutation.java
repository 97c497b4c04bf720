package dev.sluice.bench;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Other texts in place of the literals of rules: as long and of the same classes of characters.
 *
 * <p>A literal becomes a part of the telemetry of the same shape, or each of its words becomes
 * another one: of the telemetry, or random. The same literal always becomes the same other one, so
 * that rules share what they shared before. Wildcards, escapes, separators and file extensions
 * stay.
 */
final class LiteralMutation {

  /** Of the literals for which the telemetry has a part of that shape. */
  private static final double FROM_TELEMETRY = 0.9;

  private static final double KNOWN_WORD = 0.5;
  private static final int MIN_WORD = 3;

  /** {@code .exe} and {@code -s } are no more than a part of what is looked for. */
  private static final int MIN_LETTERS = 4;

  private static final Pattern HASH = Pattern.compile("\\p{XDigit}{32,}$");
  private static final int MIN_REGEX_WORD = 4;
  private static final Set<String> EXTENSIONS =
      Set.of("exe", "dll", "sys", "ps1", "bat", "cmd", "vbs", "js", "txt", "zip", "com", "msi");

  private final Words words;
  private final Snippets snippets;
  private final SplittableRandom random;
  private final Map<String, String> done = new HashMap<>();

  LiteralMutation(Words words, Snippets snippets, long seed) {
    this.words = words;
    this.snippets = snippets;
    this.random = new SplittableRandom(seed);
  }

  /** Returns what {@code literal} becomes. */
  String literal(String literal) {
    return done.computeIfAbsent(literal, this::mutated);
  }

  /**
   * Returns what the regular expression {@code regex} becomes: words of four letters and more, but
   * none in a class or behind a backslash or question mark.
   */
  String regex(String regex) {
    StringBuilder mutated = new StringBuilder(regex);
    boolean inClass = false;
    int at = 0;
    while (at < regex.length()) {
      char c = regex.charAt(at);
      int end = at + 1;
      if (c == '\\') {
        end = endOfEscape(regex, at);
      } else if (c == '(' && regex.startsWith("(?", at)) {
        end = endOfFlags(regex, at);
      } else if (Words.isLetter(c)) {
        end = endOfRun(regex, at);
        if (!inClass && end - at >= MIN_REGEX_WORD) {
          mutated.replace(at, end, words.instead(regex.substring(at, end), random));
        }
      } else {
        inClass = c == '[' || (inClass && c != ']');
      }
      at = end;
    }
    return mutated.toString();
  }

  /** The literals that became others, and which. */
  Map<String, String> mutated() {
    Map<String, String> mutated = new TreeMap<>(done);
    mutated.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));
    return mutated;
  }

  private String mutated(String literal) {
    if (literal.chars().filter(c -> Words.isLetter((char) c)).count() < MIN_LETTERS) {
      return literal;
    }
    Matcher hash = HASH.matcher(literal);
    if (hash.find()) {
      return literal.substring(0, hash.start()) + hexadecimal(hash.group());
    }
    String snippet =
        random.nextDouble() < FROM_TELEMETRY ? snippets.instead(literal, random) : literal;
    return snippet.equals(literal) ? words(literal) : snippet;
  }

  private String hexadecimal(String hash) {
    StringBuilder other = new StringBuilder(hash.length());
    for (int i = 0; i < hash.length(); i++) {
      other.append(Character.forDigit(random.nextInt(16), 16));
    }
    return Words.withCaseOf(hash, other.toString());
  }

  private String words(String literal) {
    StringBuilder mutated = new StringBuilder(literal);
    int at = 0;
    while (at < literal.length()) {
      int end = at + 1;
      if (Words.isLetter(literal.charAt(at))) {
        end = endOfRun(literal, at);
        if (end - at >= MIN_WORD) {
          mutated.replace(at, end, word(literal, at, end));
        }
      } else if (Words.isDigit(literal.charAt(at)) && literal.charAt(at) != '0') {
        mutated.setCharAt(at, (char) ('1' + random.nextInt(9)));
      }
      at = end;
    }
    return mutated.toString();
  }

  private String word(String literal, int start, int end) {
    String word = literal.substring(start, end);
    boolean extension = start > 0 && literal.charAt(start - 1) == '.';
    if (extension && EXTENSIONS.contains(word.toLowerCase(Locale.ROOT))) {
      return word;
    }
    return random.nextDouble() < KNOWN_WORD
        ? words.instead(word, random)
        : Words.withCaseOf(word, Words.letters(word.length(), random));
  }

  private static int endOfRun(String text, int start) {
    int end = start;
    while (end < text.length() && Words.isLetter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** A backslash with one character, or with the hexadecimal digits or name that belong to it. */
  private static int endOfEscape(String regex, int backslash) {
    int end = Math.min(regex.length(), backslash + 2);
    while (end < regex.length()
        && "xupP".indexOf(regex.charAt(backslash + 1)) >= 0
        && (Character.isLetterOrDigit(regex.charAt(end)) || "{}".indexOf(regex.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }

  /** {@code (?i)}, {@code (?P<name>}, {@code (?:}. */
  private static int endOfFlags(String regex, int open) {
    int end = open + 2;
    while (end < regex.length() && ":)>".indexOf(regex.charAt(end)) < 0) {
      end++;
    }
    return end;
  }
}
