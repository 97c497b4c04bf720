package dev.sluice.bench;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Parts of texts by their shape: what can stand in for a literal so that length and classes of
 * characters stay and it occurs in the texts, but in few of them, as the literals of a rule do.
 *
 * <p>A shape has {@code a} for each letter, {@code 0} for each digit and every other character as
 * it is. A part begins and ends where the class of characters changes.
 */
final class Snippets {

  private static final int MAX_LENGTH = 48;
  private static final int MAX_TEXT = 400;
  private static final int MAX_OF_SHAPE = 400;
  private static final int MAX_TEXTS_WITH_IT = 12;
  private static final int HASH_BITS = 20;

  private final Map<String, List<String>> byShape;

  private Snippets(Map<String, List<String>> byShape) {
    this.byShape = byShape;
  }

  /** The parts of the rare {@code texts} that have the shape of one of {@code literals}. */
  static Snippets of(Texts texts, Collection<String> literals) {
    Search search = new Search(literals);
    texts.rare().forEach(text -> search.text(text, 1));
    texts.common().forEach(text -> search.text(text, MAX_TEXTS_WITH_IT));
    return new Snippets(search.rare());
  }

  /** Finds the parts and counts them. */
  private static final class Search {
    private final Map<String, Map<String, Integer>> counts = new HashMap<>();
    private final BitSet hashes = new BitSet(1 << HASH_BITS);

    Search(Collection<String> literals) {
      for (String literal : literals) {
        String shape = shape(literal);
        counts.put(shape, new HashMap<>());
        hashes.set(bit(shape.hashCode()));
      }
    }

    /** A shape is looked up only when its hash, which grows with each character, is known. */
    void text(String whole, int weight) {
      String text = whole.substring(0, Math.min(whole.length(), MAX_TEXT));
      String shape = shape(text);
      for (int start = 0; start < text.length(); start++) {
        if (start == 0 || isBoundary(shape, start)) {
          int hash = 0;
          int last = Math.min(text.length(), start + MAX_LENGTH);
          for (int end = start + 1; end <= last; end++) {
            hash = 31 * hash + shape.charAt(end - 1);
            if (isBoundary(shape, end) && hashes.get(bit(hash))) {
              count(counts.get(shape.substring(start, end)), text.substring(start, end), weight);
            }
          }
        }
      }
    }

    private static void count(@Nullable Map<String, Integer> parts, String part, int weight) {
      if (parts != null) {
        String lower = part.toLowerCase(Locale.ROOT);
        if (parts.size() < MAX_OF_SHAPE || parts.containsKey(lower)) {
          parts.merge(lower, weight, Integer::sum);
        }
      }
    }

    Map<String, List<String>> rare() {
      Map<String, List<String>> rare = new HashMap<>();
      counts.forEach(
          (shape, parts) ->
              rare.put(
                  shape,
                  parts.keySet().stream()
                      .filter(part -> Objects.requireNonNull(parts.get(part)) < MAX_TEXTS_WITH_IT)
                      .sorted()
                      .toList()));
      return rare;
    }

    private static int bit(int hash) {
      return (hash ^ (hash >>> (HASH_BITS / 2))) & ((1 << HASH_BITS) - 1);
    }

    private static boolean isBoundary(String shape, int at) {
      return at == shape.length()
          || shape.charAt(at) != shape.charAt(at - 1)
          || !Character.isLetterOrDigit(shape.charAt(at));
    }
  }

  /**
   * Returns another text in place of {@code literal}: of its shape, upper case where it is; the
   * same text when there is no other.
   */
  String instead(String literal, RandomGenerator random) {
    List<String> others = new ArrayList<>(byShape.getOrDefault(shape(literal), List.of()));
    others.removeIf(literal::equalsIgnoreCase);
    return others.isEmpty()
        ? literal
        : Words.withCaseOf(literal, others.get(random.nextInt(others.size())));
  }

  static String shape(String text) {
    StringBuilder shape = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      shape.append(Words.isLetter(c) ? 'a' : Words.isDigit(c) ? '0' : c);
    }
    return shape.toString();
  }
}
