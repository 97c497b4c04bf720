package dev.sluice.engine.correlate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Signals by their place, in blocks of bytes. What is added becomes a block of its own, and blocks
 * of about one size are joined when there are {@value #JOINED} of them, so that a signal is written
 * a number of times that grows like the logarithm of the signals. For one thread.
 */
final class PartRows {
  private static final int JOINED = 8;

  private final WindowPlan plan;
  private final List<RowBlock> blocks = new ArrayList<>();

  /** Place of the first signal of each block, and after the last. */
  private final List<Integer> starts = new ArrayList<>(List.of(0));

  /** Signals after those of all blocks. */
  private final List<Kept> fresh = new ArrayList<>();

  /** The block that was looked into: the next look is mostly into the same. */
  private int current;

  private PartRows(WindowPlan plan) {
    this.plan = plan;
  }

  static PartRows of(WindowPlan plan, List<Kept> rows) {
    PartRows result = new PartRows(plan);
    result.fresh.addAll(rows);
    return result;
  }

  static PartRows read(WindowPlan plan, byte[] bytes, StateReader reader) {
    PartRows rows = new PartRows(plan);
    int count = reader.readInt();
    for (int i = 0; i < count; i++) {
      rows.addBlock(RowBlock.read(plan, bytes, reader));
    }
    return rows;
  }

  /** Writes all signals; the new ones are made a block. */
  void writeTo(StateWriter writer) {
    if (!fresh.isEmpty()) {
      addBlock(RowBlock.of(plan, List.copyOf(fresh)));
      fresh.clear();
      while (isToBeJoined()) {
        join();
      }
    }
    writer.writeLong(blocks.size());
    blocks.forEach(block -> block.writeTo(writer));
  }

  private void addBlock(RowBlock block) {
    starts.add(blocksEnd() + block.size());
    blocks.add(block);
  }

  private int blocksEnd() {
    return starts.get(starts.size() - 1);
  }

  private boolean isToBeJoined() {
    int similar = 0;
    int most = blocks.get(blocks.size() - 1).size() * JOINED;
    while (similar < JOINED
        && similar < blocks.size()
        && blocks.get(blocks.size() - 1 - similar).size() <= most) {
      similar++;
    }
    return similar == JOINED;
  }

  private void join() {
    List<Kept> rows = new ArrayList<>();
    List<RowBlock> last = blocks.subList(blocks.size() - JOINED, blocks.size());
    last.forEach(block -> rows.addAll(block.rows()));
    last.clear();
    starts.subList(starts.size() - JOINED, starts.size()).clear();
    current = 0;
    addBlock(RowBlock.of(plan, rows));
  }

  int size() {
    return blocksEnd() + fresh.size();
  }

  void add(Kept row) {
    fresh.add(row);
  }

  /** The signals from a place on. */
  List<Kept> after(int place) {
    List<Kept> all = new ArrayList<>();
    blocks.forEach(block -> all.addAll(block.rows()));
    all.addAll(fresh);
    return all.subList(place, all.size());
  }

  long time(int place) {
    return place >= blocksEnd()
        ? fresh.get(place - blocksEnd()).timeMillis()
        : block(place).time(place - starts.get(current));
  }

  int input(int place) {
    return place >= blocksEnd()
        ? fresh.get(place - blocksEnd()).from().input()
        : block(place).input(place - starts.get(current));
  }

  BigDecimal number(int place) {
    return place >= blocksEnd()
        ? fresh.get(place - blocksEnd()).number()
        : block(place).number(place - starts.get(current));
  }

  Kept row(int place) {
    return place >= blocksEnd()
        ? fresh.get(place - blocksEnd())
        : block(place).rows().get(place - starts.get(current));
  }

  private RowBlock block(int place) {
    while (place < starts.get(current)) {
      current--;
    }
    while (place >= starts.get(current + 1)) {
      current++;
    }
    return blocks.get(current);
  }
}
