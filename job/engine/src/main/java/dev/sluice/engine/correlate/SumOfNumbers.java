package dev.sluice.engine.correlate;

import dev.sluice.engine.sigma.SigmaCorrelation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Sum or average. Cost of a signal: constant. */
final class SumOfNumbers implements Accumulator {
  private final WindowPlan plan;
  private final RowQueue queue;
  private final Tally tally;

  SumOfNumbers(WindowPlan plan, RowQueue queue) {
    this.plan = plan;
    this.queue = queue;
    this.tally = Tally.of(plan);
  }

  @Override
  public void added(Part part, int place) {
    tally.add(part.number(place));
  }

  @Override
  public void evicted(Part part, int place) {
    tally.remove(part.number(place));
  }

  @Override
  public void loaded(List<Part> parts) {
    parts.forEach(part -> tally.addAll(part.tally()));
  }

  @Override
  public void evictedAll(Part part) {
    tally.removeAll(part.tally());
  }

  @Override
  public boolean holds() {
    return Counts.satisfies(plan.definition(), value());
  }

  private BigDecimal value() {
    return plan.definition().type() == SigmaCorrelation.Type.VALUE_SUM
        ? tally.sum()
        : tally.sum().divide(BigDecimal.valueOf(queue.size()), MathContext.DECIMAL128);
  }

  @Override
  public Outcome outcome() {
    return Outcome.ofAll(value(), queue);
  }
}
