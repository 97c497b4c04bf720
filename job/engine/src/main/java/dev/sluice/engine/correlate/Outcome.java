package dev.sluice.engine.correlate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What an accumulator has to say of a window in which the condition holds.
 *
 * @param first of the contributions that make it true
 * @param last of them
 * @param newest of them at most {@link Firing#MAX_LISTED}, in order
 */
record Outcome(
    BigDecimal value,
    boolean isAtLeast,
    Contribution first,
    Contribution last,
    List<Contribution> newest) {

  /** Of contributions in any order, at least one. */
  static Outcome of(long value, boolean isAtLeast, List<Contribution> contributions) {
    List<Contribution> ordered = new ArrayList<>(contributions);
    ordered.sort(null);
    int size = ordered.size();
    return new Outcome(
        normal(BigDecimal.valueOf(value)),
        isAtLeast,
        ordered.get(0),
        ordered.get(size - 1),
        ordered.subList(Math.max(0, size - Firing.MAX_LISTED), size));
  }

  /** Of all signals of a window. */
  static Outcome ofAll(BigDecimal value, RowQueue queue) {
    List<Contribution> newest = queue.newest(Firing.MAX_LISTED);
    return new Outcome(normal(value), false, queue.oldest(), newest.get(newest.size() - 1), newest);
  }

  private static BigDecimal normal(BigDecimal value) {
    return value.stripTrailingZeros();
  }

  /** The firing of a window that was judged when a signal came. */
  Firing at(long timeMillis, long spanMillis, boolean late, boolean approximate) {
    return firing(timeMillis, timeMillis - spanMillis, timeMillis, late, approximate);
  }

  /** The firing of a window that was judged at its end. */
  Firing atEnd(long fromMillis, long toMillis, boolean approximate) {
    return firing(toMillis, fromMillis, toMillis, false, approximate);
  }

  private Firing firing(long at, long from, long to, boolean late, boolean approximate) {
    return new Firing(at, from, to, value, isAtLeast, first, last, newest, late, approximate);
  }
}
