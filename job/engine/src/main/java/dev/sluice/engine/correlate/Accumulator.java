package dev.sluice.engine.correlate;

import java.util.List;

/**
 * What a definition computes over a window, brought up to date signal by signal: those that come
 * are in order, and those that go are the oldest. For one thread.
 */
interface Accumulator {

  /** Returns the one for the type of the definition. */
  static Accumulator of(WindowPlan plan, RowQueue queue) {
    return switch (plan.definition().type()) {
      case EVENT_COUNT -> new EventCount(plan, queue);
      case VALUE_COUNT -> new TupleCount(plan);
      case TEMPORAL -> new InputsFired(plan);
      case TEMPORAL_ORDERED -> new InputsInOrder(plan, queue);
      case VALUE_SUM, VALUE_AVG -> new SumOfNumbers(plan, queue);
      case VALUE_PERCENTILE, VALUE_MEDIAN -> new RankOfNumbers(plan, queue);
    };
  }

  /** Takes the signal that has just been added to the queue. */
  void added(Part part, int place);

  /** Lets go of the signal that has just gone from the queue. */
  void evicted(Part part, int place);

  /** Takes all signals of parts, the first there are. */
  default void loaded(List<Part> parts) {
    for (Part part : parts) {
      for (int place = part.from(); place < part.to(); place++) {
        added(part, place);
      }
    }
  }

  /** Lets go of all signals of a part. */
  default void evictedAll(Part part) {
    for (int place = part.from(); place < part.to(); place++) {
      evicted(part, place);
    }
  }

  /** Whether the condition holds; the window has at least one signal. */
  boolean holds();

  /** What made it true; to be asked only when the condition holds. */
  Outcome outcome();
}
