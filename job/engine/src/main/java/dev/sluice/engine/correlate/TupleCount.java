package dev.sluice.engine.correlate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many distinct tuples there are, as far as it matters. Cost of a signal: constant; of an
 * outcome: linear in the tuples.
 */
final class TupleCount implements Accumulator {
  private final WindowPlan plan;
  private final Counts counts;
  private final Map<List<String>, Tuple> tuples = new LinkedHashMap<>();

  TupleCount(WindowPlan plan) {
    this.plan = plan;
    this.counts = new Counts(plan.definition());
  }

  /** The signals that have a tuple. */
  private record Tuple(Contribution newest, int count) {}

  /** Invariant: the tuples are in the order of their newest signals. */
  @Override
  public void added(Part part, int place) {
    Kept row = part.row(place);
    Tuple before = tuples.remove(row.tuple());
    tuples.put(row.tuple(), new Tuple(row.from(), before == null ? 1 : before.count + 1));
  }

  @Override
  public void evicted(Part part, int place) {
    tuples.computeIfPresent(
        part.row(place).tuple(),
        (tuple, kept) -> kept.count == 1 ? null : new Tuple(kept.newest, kept.count - 1));
  }

  @Override
  public boolean holds() {
    return counts.satisfies(count());
  }

  private int count() {
    return Math.min(tuples.size(), plan.limit());
  }

  @Override
  public Outcome outcome() {
    List<Tuple> newest = new ArrayList<>(tuples.values());
    Collections.reverse(newest);
    return Outcome.of(
        count(),
        tuples.size() >= plan.limit(),
        newest.stream().limit(plan.listed()).map(Tuple::newest).toList());
  }
}
