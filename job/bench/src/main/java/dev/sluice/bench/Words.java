package dev.sluice.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The words of some texts by length: what stands in for other words of that length. */
final class Words {

  private static final int MAX_LENGTH = 24;

  private final Map<Integer, List<String>> byLength;

  private Words(Map<Integer, List<String>> byLength) {
    this.byLength = byLength;
  }

  /** The runs of letters a to z in {@code texts}, in lower case and each once. */
  static Words of(Collection<String> texts) {
    Set<String> words = new LinkedHashSet<>();
    texts.forEach(text -> words.addAll(in(text)));
    return new Words(
        words.stream()
            .filter(word -> word.length() <= MAX_LENGTH)
            .collect(Collectors.groupingBy(String::length)));
  }

  /** The runs of letters a to z in {@code text}, in lower case. */
  static List<String> in(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int end = 0; end <= text.length(); end++) {
      if (end == text.length() || !isLetter(text.charAt(end))) {
        if (end > start) {
          words.add(text.substring(start, end).toLowerCase(Locale.ROOT));
        }
        start = end + 1;
      }
    }
    return words;
  }

  /** The same words but for some. */
  Words without(Set<String> some) {
    Map<Integer, List<String>> others = new HashMap<>();
    byLength.forEach(
        (length, words) ->
            others.put(length, words.stream().filter(word -> !some.contains(word)).toList()));
    return new Words(others);
  }

  /**
   * Returns a word in place of {@code word}: as long, upper case where it is; of the texts, or of
   * random letters when they have none of that length.
   */
  String instead(String word, RandomGenerator random) {
    List<String> words = byLength.getOrDefault(word.length(), List.of());
    String other =
        words.isEmpty() ? letters(word.length(), random) : words.get(random.nextInt(words.size()));
    return withCaseOf(word, other);
  }

  /** Random letters in lower case. */
  static String letters(int length, RandomGenerator random) {
    StringBuilder letters = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      letters.append((char) ('a' + random.nextInt('z' - 'a' + 1)));
    }
    return letters.toString();
  }

  /** Returns {@code text}, whose letters are upper case where those of {@code pattern} are. */
  static String withCaseOf(String pattern, String text) {
    StringBuilder cased = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      cased.append(
          Character.isUpperCase(pattern.charAt(i))
              ? Character.toUpperCase(c)
              : Character.toLowerCase(c));
    }
    return cased.toString();
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
