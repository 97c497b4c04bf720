package dev.sluice.engine.correlate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The signals of a window in order, new ones at the end, old ones gone from the start; its
 * accumulator is told of each. Cost: a step for each signal or, where the accumulator can, for each
 * part.
 */
final class RowQueue {
  private final Deque<Slice> slices = new ArrayDeque<>();
  private final Accumulator accumulator;
  private long added;
  private long evicted;

  RowQueue(WindowPlan plan) {
    accumulator = Accumulator.of(plan, this);
  }

  /** A run of signals of one part. */
  private static final class Slice {
    private final Part part;
    private int from;
    private int to;

    private Slice(Part part, int from) {
      this.part = part;
      this.from = from;
      this.to = from;
    }
  }

  /** What is to be done with a signal, by its place in a part. */
  interface Visitor {
    void visit(Part part, int place);
  }

  Accumulator accumulator() {
    return accumulator;
  }

  int size() {
    return (int) (added - evicted);
  }

  /** How many signals have gone, which is also the ordinal of the oldest. */
  long evicted() {
    return evicted;
  }

  /** Adds a signal that is not older than the others. */
  void add(Part part, int place) {
    slice(part, place).to++;
    added++;
    accumulator.added(part, place);
  }

  /** Adds all signals of parts to an empty window. */
  void load(List<Part> parts) {
    for (Part part : parts) {
      slice(part, part.from()).to = part.to();
      added += part.size();
    }
    accumulator.loaded(parts);
  }

  private Slice slice(Part part, int from) {
    Slice last = slices.peekLast();
    if (last == null || last.part != part) {
      last = new Slice(part, from);
      slices.addLast(last);
    }
    return last;
  }

  void evictBefore(long timeMillis) {
    for (Slice slice = slices.peekFirst(); slice != null; slice = slices.peekFirst()) {
      if (isWhole(slice) && slice.part.lastTime() < timeMillis) {
        slices.removeFirst();
        evicted += slice.part.size();
        accumulator.evictedAll(slice.part);
      } else if (slice.from == slice.to) {
        slices.removeFirst();
      } else if (slice.part.time(slice.from) < timeMillis) {
        evictOldest();
      } else {
        return;
      }
    }
  }

  private static boolean isWhole(Slice slice) {
    return slice.from == slice.part.from() && slice.to == slice.part.to();
  }

  /** Evicts the oldest signal, of which there must be one, and returns its time. */
  long evictOldest() {
    Slice slice = slices.getFirst();
    while (slice.from == slice.to) {
      slices.removeFirst();
      slice = slices.getFirst();
    }
    int place = slice.from++;
    evicted++;
    accumulator.evicted(slice.part, place);
    return slice.part.time(place);
  }

  /** The oldest signal, of which there must be one. */
  Contribution oldest() {
    for (Slice slice : slices) {
      if (slice.from < slice.to) {
        return slice.part.row(slice.from).from();
      }
    }
    throw new IllegalStateException("an empty window was judged");
  }

  /** Shows all signals in order. */
  void forEach(Visitor visitor) {
    for (Slice slice : slices) {
      for (int place = slice.from; place < slice.to; place++) {
        visitor.visit(slice.part, place);
      }
    }
  }

  /** The newest {@code count} signals, or all when there are fewer, in order. */
  List<Contribution> newest(int count) {
    List<Contribution> newest = new ArrayList<>();
    Iterator<Slice> backwards = slices.descendingIterator();
    while (backwards.hasNext() && newest.size() < count) {
      Slice slice = backwards.next();
      for (int place = slice.to - 1; place >= slice.from && newest.size() < count; place--) {
        newest.add(slice.part.row(place).from());
      }
    }
    Collections.reverse(newest);
    return newest;
  }
}
