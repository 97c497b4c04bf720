package dev.sluice.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** A uniform sample of a stream whose length is not known, in the order of the stream. */
final class Reservoir {

  private record Kept(long ordinal, byte[] event) {}

  private final int size;
  private final SplittableRandom random;
  private final List<Kept> kept = new ArrayList<>();
  private long seen;

  Reservoir(int size, long seed) {
    this.size = size;
    this.random = new SplittableRandom(seed);
  }

  /** Offers the next event of the stream. */
  void offer(byte[] event) {
    if (kept.size() < size) {
      kept.add(new Kept(seen, event));
    } else {
      long slot = random.nextLong(seen + 1);
      if (slot < size) {
        kept.set((int) slot, new Kept(seen, event));
      }
    }
    seen++;
  }

  /** How many events have been offered. */
  long seen() {
    return seen;
  }

  List<byte[]> events() {
    return kept.stream().sorted(Comparator.comparingLong(Kept::ordinal)).map(Kept::event).toList();
  }
}
