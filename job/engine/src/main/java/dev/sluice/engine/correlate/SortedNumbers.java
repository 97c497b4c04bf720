package dev.sluice.engine.correlate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Numbers by rank, in sorted blocks. Cost of adding, removing and looking up: about the square root
 * of how many there are. For one thread.
 */
final class SortedNumbers {
  private static final int BLOCK = 512;

  /** Invariant: no block is empty, and none has more than two times {@value #BLOCK} numbers. */
  private final List<List<BigDecimal>> blocks = new ArrayList<>();

  /** The numbers of a window. */
  static SortedNumbers of(RowQueue queue) {
    List<BigDecimal> all = new ArrayList<>(queue.size());
    queue.forEach((part, place) -> all.add(part.number(place)));
    Collections.sort(all);
    SortedNumbers sorted = new SortedNumbers();
    for (int from = 0; from < all.size(); from += BLOCK) {
      int to = Math.min(all.size(), from + BLOCK);
      sorted.blocks.add(new ArrayList<>(all.subList(from, to)));
    }
    return sorted;
  }

  void add(BigDecimal number) {
    if (blocks.isEmpty()) {
      blocks.add(new ArrayList<>());
    }
    int at = Math.min(blockOf(number), blocks.size() - 1);
    List<BigDecimal> block = blocks.get(at);
    int place = Collections.binarySearch(block, number);
    block.add(place < 0 ? -place - 1 : place, number);
    if (block.size() > 2 * BLOCK) {
      List<BigDecimal> half = block.subList(BLOCK, block.size());
      blocks.add(at + 1, new ArrayList<>(half));
      half.clear();
    }
  }

  /** Removes one that was added, or that equals it by value. */
  void remove(BigDecimal number) {
    int at = blockOf(number);
    List<BigDecimal> block = blocks.get(at);
    block.remove(Collections.binarySearch(block, number));
    if (block.isEmpty()) {
      blocks.remove(at);
    }
  }

  /** The first block whose last number is not less, or the number of blocks. */
  private int blockOf(BigDecimal number) {
    int low = 0;
    int high = blocks.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      List<BigDecimal> block = blocks.get(middle);
      if (!block.isEmpty() && block.get(block.size() - 1).compareTo(number) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The number with {@code rank} lesser or equal ones before it. */
  BigDecimal get(int rank) {
    int left = rank;
    for (List<BigDecimal> block : blocks) {
      if (left < block.size()) {
        return block.get(left);
      }
      left -= block.size();
    }
    throw new IndexOutOfBoundsException(rank);
  }
}
