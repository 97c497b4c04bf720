package dev.sluice.engine.correlate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Finds the longest chain of a window that is the newest: its first signal is the newest that one
 * can begin with, the next the newest that one can go on with, and so forth. Cost: the signals of
 * the window times the number of ranks.
 */
final class ChainSearch {
  private final List<Part> parts = new ArrayList<>();
  private final int[] places;
  private final int[] ranks;
  private final int[] lengths;
  private final int[] longestFrom;

  /**
   * @param rankOf of an input; negative when it is no part of a chain
   */
  ChainSearch(RowQueue queue, IntUnaryOperator rankOf, int rankCount) {
    places = new int[queue.size()];
    ranks = new int[queue.size()];
    queue.forEach(
        (part, place) -> {
          places[parts.size()] = place;
          ranks[parts.size()] = rankOf.applyAsInt(part.input(place));
          parts.add(part);
        });
    lengths = new int[parts.size()];
    longestFrom = new int[rankCount];
    measure();
  }

  private long time(int at) {
    return parts.get(at).time(places[at]);
  }

  /** Sets for each signal how long a chain can be that begins with it. */
  private void measure() {
    int to = parts.size();
    while (to > 0) {
      int from = to - 1;
      while (from > 0 && time(from - 1) == time(from)) {
        from--;
      }
      measure(from, to);
      to = from;
    }
  }

  /** Signals of one time: those of a higher rank may follow, wherever they stand. */
  private void measure(int from, int to) {
    for (int rank = longestFrom.length - 1; rank >= 0; rank--) {
      int longest = 0;
      for (int higher = rank + 1; higher < longestFrom.length; higher++) {
        longest = Math.max(longest, longestFrom[higher]);
      }
      for (int at = from; at < to; at++) {
        if (ranks[at] == rank) {
          lengths[at] = longest + 1;
          longestFrom[rank] = Math.max(longestFrom[rank], longest + 1);
        }
      }
    }
  }

  /** The chain, first signal first; empty when no signal has a rank. */
  List<Contribution> chain() {
    List<Contribution> chain = new ArrayList<>();
    long earliest = Long.MIN_VALUE;
    int rank = -1;
    for (int length = Arrays.stream(lengths).max().orElse(0); length > 0; length--) {
      int next = newest(length, rank, earliest);
      chain.add(parts.get(next).row(places[next]).from());
      earliest = time(next);
      rank = ranks[next];
    }
    return chain;
  }

  private int newest(int length, int afterRank, long earliest) {
    for (int at = lengths.length - 1; at >= 0; at--) {
      if (lengths[at] == length && ranks[at] > afterRank && time(at) >= earliest) {
        return at;
      }
    }
    throw new IllegalStateException("a chain that was measured cannot be found");
  }
}
