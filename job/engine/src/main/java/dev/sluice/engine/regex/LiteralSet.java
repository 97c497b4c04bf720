package dev.sluice.engine.regex;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Folded alternatives, one of which is there; no alternative means that nothing is known. */
record LiteralSet(List<String> texts) {

  static final LiteralSet UNKNOWN = new LiteralSet(List.of());

  /** Alternatives that an index is willing to look for. */
  private static final int MAX_TEXTS = 64;

  /** A longer literal selects hardly more. */
  private static final int LONG_ENOUGH = 12;

  /** Decides between literals that are equal otherwise. */
  private static final double TINY = 0.01;

  /** What twice as many alternatives must gain in length. */
  private static final double LENGTH_PER_DOUBLING = 0.6;

  LiteralSet {
    texts = List.copyOf(texts);
  }

  /** One of {@code texts}; unknown when one of them is empty. */
  static LiteralSet of(Set<String> texts) {
    List<String> shortestFirst = new ArrayList<>(texts);
    shortestFirst.sort(
        Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    List<String> kept = new ArrayList<>();
    for (String text : shortestFirst) {
      if (text.isEmpty()) {
        return UNKNOWN;
      }
      if (kept.stream().noneMatch(text::contains)) {
        kept.add(text);
      }
    }
    return kept.size() > MAX_TEXTS ? UNKNOWN : new LiteralSet(kept);
  }

  /** One of this or of {@code other}. */
  LiteralSet or(LiteralSet other) {
    if (texts.isEmpty() || other.texts.isEmpty()) {
      return UNKNOWN;
    }
    Set<String> all = new TreeSet<>(texts);
    all.addAll(other.texts);
    return of(all);
  }

  /** The one that fewer texts contain, by estimate. */
  LiteralSet better(LiteralSet other) {
    return other.worth() > worth() ? other : this;
  }

  private double worth() {
    if (texts.isEmpty()) {
      return Double.NEGATIVE_INFINITY;
    }
    int shortest = texts.stream().mapToInt(String::length).min().orElse(0);
    double doublings = Math.log(texts.size()) / Math.log(2);
    double length = Math.min(shortest, LONG_ENOUGH) + TINY * shortest;
    return length - LENGTH_PER_DOUBLING * doublings;
  }
}
