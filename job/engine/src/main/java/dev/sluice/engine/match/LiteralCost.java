package dev.sluice.engine.match;

import dev.sluice.engine.compile.Anchor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Guesses how often a literal is seen: seldom when it is long or must stand at a certain place,
 * often when it stands in a text that any machine writes all day ({@link OrdinaryValues}), and more
 * often than others when many rules name it.
 *
 * <p>A wrong guess costs time, never a verdict. Thread-safe once no use is noted any more.
 */
final class LiteralCost {
  private static final double[] CONTAINS = {1, 0.1, 0.06, 0.03, 0.012, 0.005, 0.003, 0.002, 0.0015};
  private static final double ANCHORED = 0.3;
  private static final double EXACT = 0.0005;
  private static final double NUMBER = 0.02;
  private static final double PER_USE = 0.0001;
  private static final int ANYWHERE = 4;

  private static final List<String> ORDINARY = OrdinaryValues.texts();

  private final Map<Literal, Integer> uses = new HashMap<>();
  private final Map<String, Integer> ordinary = new ConcurrentHashMap<>();

  /** Notes that a rule names {@code literal}. */
  void use(Literal literal) {
    uses.merge(literal, 1, Integer::sum);
  }

  /** Returns the expected share of events in which {@code literal} is seen. */
  double of(Literal literal) {
    double cost = rarity(literal) + PER_USE * uses.getOrDefault(literal, 0);
    cost += share(literal.anchor(), literal.text());
    return literal.field() == null ? cost * ANYWHERE : cost;
  }

  private static double rarity(Literal literal) {
    int length = literal.text().length();
    if (literal.anchor() == Anchor.EXACT) {
      return literal.numeric() ? NUMBER : EXACT;
    }
    double contained = CONTAINS[Math.min(length, CONTAINS.length - 1)];
    return literal.anchor() == Anchor.CONTAINS ? contained : contained * ANCHORED;
  }

  private double share(Anchor anchor, String text) {
    String key = anchor + text;
    int known =
        ordinary.computeIfAbsent(
            key, absent -> (int) ORDINARY.stream().filter(v -> isIn(v, anchor, text)).count());
    return (double) known / ORDINARY.size();
  }

  private static boolean isIn(String value, Anchor anchor, String text) {
    return switch (anchor) {
      case EXACT -> value.equals(text);
      case PREFIX -> value.startsWith(text);
      case SUFFIX -> value.endsWith(text);
      case CONTAINS -> value.contains(text);
    };
  }
}
