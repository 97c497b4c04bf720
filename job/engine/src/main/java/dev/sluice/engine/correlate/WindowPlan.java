package dev.sluice.engine.correlate;

import dev.sluice.engine.sigma.Comparison;
import dev.sluice.engine.sigma.Comparison.Operator;
import dev.sluice.engine.sigma.SigmaCorrelation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the windows of a definition are kept: how long a part is, and what of its signals stays.
 *
 * <p>A window that ends with the newest signal covers the head of one part and the tail of the one
 * before, when parts are as long as the window. So of a count the newest of each part suffice, and
 * of tuples or inputs the first and the last. What a part keeps is a function of the set of signals
 * that it was given, whatever the order and the batches they came in.
 */
final class WindowPlan {
  private static final int PARTS_OF_WINDOW = 16;
  private static final long SHORTEST_PART_MILLIS = 1_000;
  private static final BigDecimal HIGHEST_LIMIT = BigDecimal.valueOf(1 << 30);

  private final CorrelationDefinition definition;
  private final int maxKept;
  private final long partMillis;
  private final int needed;
  private final int limit;

  /**
   * @param maxKept how many signals a group keeps, of types that keep them all
   */
  WindowPlan(CorrelationDefinition definition, int maxKept) {
    this.definition = definition;
    this.maxKept = maxKept;
    this.partMillis = chosenPartMillis();
    this.needed = leastCount();
    this.limit = definition.atEnd() ? highestBound() + 1 : needed + 1;
  }

  private long chosenPartMillis() {
    long span = definition.timespanMillis();
    long part = keepsAll() ? Math.max(span / PARTS_OF_WINDOW, SHORTEST_PART_MILLIS) : span;
    return Math.max(1, Math.min(part, span));
  }

  /** The least count that satisfies lower bounds, of which there are no others. */
  private int leastCount() {
    BigDecimal least = BigDecimal.ONE;
    for (Comparison comparison : definition.comparisons()) {
      BigDecimal bound =
          comparison.operator() == Operator.GT
              ? comparison.value().setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE)
              : comparison.value().setScale(0, RoundingMode.CEILING);
      least = least.max(bound);
    }
    return least.min(HIGHEST_LIMIT).intValueExact();
  }

  private int highestBound() {
    BigDecimal highest = BigDecimal.ZERO;
    for (Comparison comparison : definition.comparisons()) {
      highest = highest.max(comparison.value().setScale(0, RoundingMode.FLOOR));
    }
    return highest.min(HIGHEST_LIMIT).intValueExact();
  }

  CorrelationDefinition definition() {
    return definition;
  }

  long spanMillis() {
    return definition.timespanMillis();
  }

  /** How far counts go: one more than matters. */
  int limit() {
    return limit;
  }

  /** How many of the newest make the condition true; of a window judged at its end, all counted. */
  int listed() {
    return definition.atEnd() ? limit : needed;
  }

  int maxKept() {
    return maxKept;
  }

  /** Whether all signals stay, up to a bound, rather than those that matter. */
  boolean keepsAll() {
    return isNumeric() || definition.type() == SigmaCorrelation.Type.TEMPORAL_ORDERED;
  }

  /** Whether numbers are computed with. */
  boolean isNumeric() {
    return switch (definition.type()) {
      case VALUE_SUM, VALUE_AVG, VALUE_PERCENTILE, VALUE_MEDIAN -> true;
      case EVENT_COUNT, VALUE_COUNT, TEMPORAL, TEMPORAL_ORDERED -> false;
    };
  }

  /** Whether events are counted, of which the newest stay. */
  boolean countsEvents() {
    return definition.type() == SigmaCorrelation.Type.EVENT_COUNT;
  }

  /** Whether tuples are counted. */
  boolean hasTuples() {
    return definition.type() == SigmaCorrelation.Type.VALUE_COUNT;
  }

  long partOf(long timeMillis) {
    return Math.floorDiv(timeMillis, partMillis);
  }

  /** The newest time that belongs to the part. */
  long endOf(long part) {
    return (part + 1) * partMillis - 1;
  }

  Kept kept(Signal signal) {
    return new Kept(
        signal.from(),
        hasTuples() ? signal.values() : List.of(),
        isNumeric() ? new BigDecimal(signal.values().get(0)) : BigDecimal.ZERO);
  }

  /** Whether {@code next}, which follows {@code previous} in order, adds nothing to it. */
  boolean isRepeated(Contribution previous, Contribution next) {
    return previous.isSameEvent(next)
        && (!definition.type().isTemporal() || previous.input() == next.input());
  }

  /** The comparison that implies all others, of a definition that is judged at each event. */
  Comparison strongest() {
    return Collections.max(
        definition.comparisons(),
        Comparator.comparing(Comparison::value)
            .thenComparing(one -> one.operator() == Operator.GT));
  }

  /**
   * Returns those of a part's signals that stay, of tuples and inputs: the first of each of the
   * oldest and the last of each of the newest, as many as count; in order.
   */
  List<Kept> retained(List<Kept> rows) {
    int count = hasTuples() ? limit : definition.inputs().size();
    boolean[] stays = new boolean[rows.size()];
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < stays.length && seen.size() < count; i++) {
      stays[i] = seen.add(key(rows.get(i)));
    }
    seen.clear();
    for (int i = stays.length - 1; i >= 0 && seen.size() < count; i--) {
      stays[i] |= seen.add(key(rows.get(i)));
    }
    List<Kept> result = new ArrayList<>();
    for (int i = 0; i < stays.length; i++) {
      if (stays[i]) {
        result.add(rows.get(i));
      }
    }
    return result;
  }

  private Object key(Kept row) {
    return hasTuples() ? row.tuple() : row.from().input();
  }
}
