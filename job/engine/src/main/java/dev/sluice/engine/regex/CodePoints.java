package dev.sluice.engine.regex;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A set of code points, as ranges in ascending order that neither overlap nor touch; surrogates are
 * members like any other.
 */
record CodePoints(List<Range> ranges) {

  static final CodePoints ALL = of(0, Character.MAX_CODE_POINT);

  /** From {@code first} to {@code last}, both included. */
  record Range(int first, int last) {}

  CodePoints {
    ranges = normal(ranges);
  }

  static CodePoints of(int codePoint) {
    return of(codePoint, codePoint);
  }

  static CodePoints of(int first, int last) {
    return new CodePoints(List.of(new Range(first, last)));
  }

  /** The set of {@code bounds}: first, last, first, last and so on. */
  static CodePoints ofBounds(int... bounds) {
    return new CodePoints(
        IntStream.range(0, bounds.length / 2)
            .mapToObj(i -> new Range(bounds[2 * i], bounds[2 * i + 1]))
            .toList());
  }

  private static List<Range> normal(List<Range> ranges) {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingInt(Range::first));
    List<Range> merged = new ArrayList<>();
    for (Range range : sorted) {
      Range before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (before != null && range.first() <= before.last() + 1) {
        int last = Math.max(before.last(), range.last());
        merged.set(merged.size() - 1, new Range(before.first(), last));
      } else {
        merged.add(range);
      }
    }
    return List.copyOf(merged);
  }

  CodePoints union(CodePoints other) {
    List<Range> all = new ArrayList<>(ranges);
    all.addAll(other.ranges);
    return new CodePoints(all);
  }

  /** Every code point that is not in this set. */
  CodePoints complement() {
    List<Range> gaps = new ArrayList<>();
    int next = 0;
    for (Range range : ranges) {
      if (range.first() > next) {
        gaps.add(new Range(next, range.first() - 1));
      }
      next = range.last() + 1;
    }
    if (next <= Character.MAX_CODE_POINT) {
      gaps.add(new Range(next, Character.MAX_CODE_POINT));
    }
    return new CodePoints(gaps);
  }

  int size() {
    return ranges.stream().mapToInt(range -> range.last() - range.first() + 1).sum();
  }

  boolean contains(int codePoint) {
    return ranges.stream().anyMatch(r -> r.first() <= codePoint && codePoint <= r.last());
  }

  /** The members in ascending order; cost is their number. */
  IntStream stream() {
    return ranges.stream().flatMapToInt(r -> IntStream.rangeClosed(r.first(), r.last()));
  }
}
