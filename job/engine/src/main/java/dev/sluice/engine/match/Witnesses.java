package dev.sluice.engine.match;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Literals of which one must be seen in an event for a predicate to be true.
 *
 * <p>Invariant: over-approximates. An event without any of the literals cannot satisfy the
 * predicate.
 *
 * @param cost how often one of them is expected to be seen, as a share of events; only the order of
 *     costs counts
 */
record Witnesses(List<Literal> literals, double cost) {
  Witnesses {
    literals = List.copyOf(literals);
  }

  static Witnesses of(Literal literal, LiteralCost cost) {
    return new Witnesses(List.of(literal), cost.of(literal));
  }

  /** One of either must be seen. */
  static Witnesses anyOf(List<Witnesses> parts) {
    LinkedHashSet<Literal> all = new LinkedHashSet<>();
    double cost = 0;
    for (Witnesses part : parts) {
      all.addAll(part.literals);
      cost += part.cost;
    }
    return new Witnesses(new ArrayList<>(all), cost);
  }
}
