package dev.sluice.stream.control;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a text may be.
 *
 * @param expected in words, for a message
 */
record TextForm(String expected, Predicate<String> test) {
  /** Of rule sets and environments: fit for a topic key, a file name and a command line. */
  static final TextForm NAME =
      pattern(
          "a name of 1 to 63 of a-z, 0-9, '.', '_' and '-' that starts with a letter or digit",
          "[a-z0-9][a-z0-9._-]{0,62}");

  static final TextForm SHA256 =
      pattern("a SHA-256 of 64 lower case hexadecimal digits", "[0-9a-f]{64}");

  static final TextForm SHA256_OR_EMPTY =
      pattern("a SHA-256 of 64 lower case hexadecimal digits, or nothing", "([0-9a-f]{64})?");

  static final TextForm KEY_ID =
      pattern("a key id of 16 lower case hexadecimal digits", "[0-9a-f]{16}");

  /** UTC, as {@link Instant#toString()} writes it. */
  static final TextForm INSTANT =
      new TextForm("a time like 2026-11-22T07:45:00Z", TextForm::isInstant);

  /** Relative, with {@code /}, and unable to leave the directory it is relative to. */
  static final TextForm PATH =
      new TextForm("a relative path of at most 1024 characters with '/'", TextForm::isPath);

  private static final Pattern UTC =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[012]\\d:[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?Z");
  private static final int MAX_PATH = 1024;

  /** One line of {@code min} to {@code max} characters that steer no terminal. */
  static TextForm line(int min, int max) {
    return new TextForm(
        "one line of " + min + " to " + max + " printable characters",
        text -> length(text) >= min && length(text) <= max && BoundedText.isPlain(text));
  }

  /** Lines of {@code max} characters at most that steer no terminal; tabs are allowed. */
  static TextForm lines(int max) {
    return new TextForm(
        "at most " + max + " printable characters",
        text ->
            length(text) <= max && BoundedText.isPlain(text.replace('\n', ' ').replace('\t', ' ')));
  }

  boolean allows(String text) {
    return test.test(text);
  }

  private static TextForm pattern(String expected, String regex) {
    return new TextForm(expected, Pattern.compile(regex).asMatchPredicate());
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static boolean isInstant(String text) {
    try {
      return UTC.matcher(text).matches() && Instant.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isPath(String text) {
    if (length(text) > MAX_PATH || text.indexOf('\\') >= 0 || !BoundedText.isPlain(text)) {
      return false;
    }
    for (String segment : text.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return false;
      }
    }
    return true;
  }
}
