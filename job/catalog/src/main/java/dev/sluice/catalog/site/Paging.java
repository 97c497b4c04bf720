package dev.sluice.catalog.site;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Keeps pages small: long texts are shortened, long lists go on at further pages. */
public final class Paging {

  /** The number of bytes that no page but the home page exceeds. */
  public static final int PAGE_LIMIT = 300_000;

  private static final String CUT = "…";

  private Paging() {}

  /** {@code text}, or its beginning and an ellipsis: at most {@code max} characters. */
  static String shorten(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = max - CUT.length();
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + CUT;
  }

  /** How many bytes {@code text} may take in HTML. */
  static int weight(String text) {
    int weight = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      weight +=
          switch (c) {
            case '&', '<', '>', '"', '\'' -> 6;
            default -> c < 0x80 ? 1 : 3;
          };
    }
    return weight;
  }

  /**
   * {@code items} in their order, as runs of which each weighs at most {@code limit} or is a single
   * item; one empty run for none.
   */
  static <T> List<List<T>> split(List<T> items, int limit, ToIntFunction<T> weight) {
    List<List<T>> runs = new ArrayList<>();
    int start = 0;
    int sum = 0;
    for (int i = 0; i < items.size(); i++) {
      int next = weight.applyAsInt(items.get(i));
      if (i > start && sum + next > limit) {
        runs.add(items.subList(start, i));
        start = i;
        sum = 0;
      }
      sum += next;
    }
    runs.add(items.subList(start, items.size()));
    return List.copyOf(runs);
  }
}
