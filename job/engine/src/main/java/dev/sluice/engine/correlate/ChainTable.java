package dev.sluice.engine.correlate;

import java.util.Arrays;

/**
 * How long chains of ascending ranks are, among signals that come in the order of time. Of the
 * chains of one length that end with one rank only that is known whose oldest signal is the newest:
 * it outlives the others. Signals of the same time may stand in any order in a chain. Cost of a
 * signal: the square of the number of ranks. For one thread.
 */
final class ChainTable {
  private static final long NONE = -1;

  /** By length less one and last rank: ordinal of the oldest signal of the chain. */
  private final long[][] oldest;

  /** By rank: ordinal of its newest signal at {@link #time}. */
  private final long[] atTime;

  private long time = Head.NONE;

  ChainTable(int ranks) {
    oldest = new long[ranks][ranks];
    for (long[] row : oldest) {
      Arrays.fill(row, NONE);
    }
    atTime = new long[ranks];
    Arrays.fill(atTime, NONE);
  }

  /** Takes a signal; ordinals ascend and times never go back. */
  void add(int rank, long ordinal, long timeMillis) {
    if (timeMillis != time) {
      time = timeMillis;
      Arrays.fill(atTime, NONE);
    }
    atTime[rank] = ordinal;
    extend(rank, ordinal);
    for (int higher = rank + 1; higher < atTime.length; higher++) {
      if (atTime[higher] != NONE) {
        extend(higher, atTime[higher]);
      }
    }
  }

  private void extend(int rank, long ordinal) {
    oldest[0][rank] = Math.max(oldest[0][rank], ordinal);
    for (int length = 1; length <= rank; length++) {
      long before = NONE;
      for (int lower = length - 1; lower < rank; lower++) {
        before = Math.max(before, oldest[length - 1][lower]);
      }
      if (before == NONE) {
        return;
      }
      oldest[length][rank] = Math.max(oldest[length][rank], Math.min(before, ordinal));
    }
  }

  /** Whether there is a chain of each length that can end with each rank. */
  boolean isFull() {
    for (int rank = 0; rank < oldest.length; rank++) {
      for (int length = 0; length <= rank; length++) {
        if (oldest[length][rank] == NONE) {
          return false;
        }
      }
    }
    return true;
  }

  /** The length of the longest chain none of whose signals is older than {@code ordinal}. */
  int longest(long ordinal) {
    for (int length = oldest.length; length > 0; length--) {
      for (long start : oldest[length - 1]) {
        if (start >= ordinal) {
          return length;
        }
      }
    }
    return 0;
  }
}
