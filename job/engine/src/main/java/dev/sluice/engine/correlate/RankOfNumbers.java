package dev.sluice.engine.correlate;

import dev.sluice.engine.sigma.Comparison;
import dev.sluice.engine.sigma.SigmaCorrelation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A percentile. How many numbers fail a bound on their own nearly always tells whether the
 * percentile does; only where its rank lies between the last that fails and the first that does
 * not, and for an outcome, the numbers are sorted. Cost of a signal: constant before that, the
 * square root of the window after.
 */
final class RankOfNumbers implements Accumulator {
  private final WindowPlan plan;
  private final RowQueue queue;
  private final Tally tally;
  private final BigDecimal share;
  private @Nullable SortedNumbers sorted;

  RankOfNumbers(WindowPlan plan, RowQueue queue) {
    this.plan = plan;
    this.queue = queue;
    this.tally = Tally.of(plan);
    CorrelationDefinition definition = plan.definition();
    this.share =
        definition.type() == SigmaCorrelation.Type.VALUE_MEDIAN
            ? new BigDecimal("0.5")
            : definition.percentile().movePointLeft(2);
  }

  @Override
  public void added(Part part, int place) {
    tally.add(part.number(place));
    if (sorted != null) {
      sorted.add(part.number(place));
    }
  }

  @Override
  public void evicted(Part part, int place) {
    tally.remove(part.number(place));
    if (sorted != null) {
      sorted.remove(part.number(place));
    }
  }

  @Override
  public void loaded(List<Part> parts) {
    parts.forEach(part -> tally.addAll(part.tally()));
  }

  @Override
  public void evictedAll(Part part) {
    tally.removeAll(part.tally());
    for (int place = part.from(); sorted != null && place < part.to(); place++) {
      sorted.remove(part.number(place));
    }
  }

  @Override
  public boolean holds() {
    if (plan.definition().atEnd()) {
      return Counts.satisfies(plan.definition(), value());
    }
    BigDecimal rank = rank();
    int below = floor(rank);
    if (below >= tally.failing()) {
      return true;
    }
    if (ceiling(rank) < tally.failing()) {
      return false;
    }
    Comparison strongest = plan.strongest();
    return strongest.test(value());
  }

  /** Place of the percentile among the sorted numbers, from 0. */
  private BigDecimal rank() {
    return share.multiply(BigDecimal.valueOf(queue.size() - 1L));
  }

  private static int floor(BigDecimal rank) {
    return rank.setScale(0, RoundingMode.FLOOR).intValueExact();
  }

  private static int ceiling(BigDecimal rank) {
    return rank.setScale(0, RoundingMode.CEILING).intValueExact();
  }

  private BigDecimal value() {
    SortedNumbers numbers = sorted();
    BigDecimal rank = rank();
    int below = floor(rank);
    BigDecimal low = numbers.get(below);
    BigDecimal high = numbers.get(ceiling(rank));
    return low.add(high.subtract(low).multiply(rank.subtract(BigDecimal.valueOf(below))));
  }

  private SortedNumbers sorted() {
    if (sorted == null) {
      sorted = SortedNumbers.of(queue);
    }
    return sorted;
  }

  @Override
  public Outcome outcome() {
    return Outcome.ofAll(value().round(MathContext.DECIMAL128), queue);
  }
}
