package dev.sluice.engine.correlate;

import java.util.List;

/** How many events there are, as far as it matters. Cost of a signal: constant. */
final class EventCount implements Accumulator {
  private final WindowPlan plan;
  private final RowQueue queue;
  private final Counts counts;

  EventCount(WindowPlan plan, RowQueue queue) {
    this.plan = plan;
    this.queue = queue;
    this.counts = new Counts(plan.definition());
  }

  @Override
  public void added(Part part, int place) {}

  @Override
  public void evicted(Part part, int place) {}

  @Override
  public void loaded(List<Part> parts) {}

  @Override
  public void evictedAll(Part part) {}

  @Override
  public boolean holds() {
    return counts.satisfies(count());
  }

  private int count() {
    return Math.min(queue.size(), plan.limit());
  }

  @Override
  public Outcome outcome() {
    return Outcome.of(
        count(), queue.size() >= plan.limit(), queue.newest(Math.min(count(), plan.listed())));
  }
}
