package dev.sluice.catalog.site;

import java.util.ArrayList;
import java.util.List;

/** Cuts long texts into pieces. */
final class RuleTexts {

  private RuleTexts() {}

  /**
   * {@code text} in pieces that are {@code text} again when joined, each at most about {@code
   * limit} bytes of HTML; where it can be, a piece ends with a line. None for the empty text.
   */
  static List<String> pieces(String text, int limit) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = end(text, start, limit);
      pieces.add(text.substring(start, end));
      start = end;
    }
    return pieces;
  }

  private static int end(String text, int start, int limit) {
    int weight = 0;
    int line = start;
    for (int i = start; i < text.length(); i++) {
      weight += Paging.weight(text.substring(i, i + 1));
      if (weight > limit && i > start) {
        int cut = line > start ? line : i;
        return Character.isLowSurrogate(text.charAt(cut)) ? cut + 1 : cut;
      }
      if (text.charAt(i) == '\n') {
        line = i + 1;
      }
    }
    return text.length();
  }
}
