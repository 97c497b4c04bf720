package dev.sluice.engine.match;

import dev.sluice.engine.event.ByteHash;
import java.util.Arrays;

/**
 * Remembers which rules a value made candidates: images, users and hashes come again and again.
 *
 * <p>A slot holds one value of one index, as JSON writes it, and is taken over by the next that
 * falls on it; a value is compared by its bytes, so that no two are mistaken. An index whose values
 * seldom come again is asked only now and then. Holds about 2.3 MiB; allocates nothing after that.
 * Not thread-safe.
 */
final class ValueMemory {
  /** The value is not known here. */
  static final int UNKNOWN = -1;

  private static final int SLOTS = 1 << 13;
  private static final int MAX_VALUE = 224;
  private static final int MAX_HITS = 6;
  private static final int WINDOW = 512;
  private static final int PAYS_FROM = WINDOW * 2 / 5;
  private static final int REST = 16 * 1024;
  private static final int HABITS = 1 << 10;

  private final byte[] values = new byte[SLOTS * MAX_VALUE];
  private final int[] hashes = new int[SLOTS];
  private final int[] owners = new int[SLOTS];
  private final short[] lengths = new short[SLOTS];
  private final byte[] counts = new byte[SLOTS];
  private final int[] hits = new int[SLOTS * MAX_HITS];

  /** How well it pays, by index; two that share a habit only share an estimate. */
  private final int[] asked = new int[HABITS];

  private final int[] known = new int[HABITS];
  private final int[] resting = new int[HABITS];

  private int slot;
  private int hash;

  /**
   * Looks a value up. Returns the number of its hits, which {@link #hit} then gives, or UNKNOWN; a
   * value that shall be remembered then has its place at {@link #slot()}, which otherwise is
   * UNKNOWN too.
   */
  int find(LiteralIndex index, byte[] bytes, int from, int to) {
    int length = to - from;
    int habit = index.id() & (HABITS - 1);
    slot = UNKNOWN;
    if (length > MAX_VALUE) {
      return UNKNOWN;
    }
    if (resting[habit] > 0) {
      resting[habit]--;
      return UNKNOWN;
    }
    hash = ByteHash.of(bytes, from, to) + index.id() * 0x9E3779B1;
    slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    boolean found =
        hashes[slot] == hash
            && owners[slot] == index.id()
            && lengths[slot] == length
            && Arrays.equals(values, slot * MAX_VALUE, slot * MAX_VALUE + length, bytes, from, to);
    note(habit, found);
    return found ? counts[slot] : UNKNOWN;
  }

  private void note(int habit, boolean found) {
    asked[habit]++;
    known[habit] += found ? 1 : 0;
    if (asked[habit] == WINDOW) {
      resting[habit] = known[habit] < PAYS_FROM ? REST : 0;
      asked[habit] = 0;
      known[habit] = 0;
    }
  }

  /** Returns where the value that was asked for last can be remembered, or UNKNOWN. */
  int slot() {
    return slot;
  }

  int hit(int number) {
    return hits[slot * MAX_HITS + number];
  }

  /** Remembers the value that was asked for last, unless it has too many hits. */
  void put(LiteralIndex index, byte[] bytes, int from, int to, int[] found, int count) {
    if (slot == UNKNOWN) {
      return;
    }
    owners[slot] = 0;
    if (count > MAX_HITS) {
      return;
    }
    System.arraycopy(bytes, from, values, slot * MAX_VALUE, to - from);
    System.arraycopy(found, 0, hits, slot * MAX_HITS, count);
    hashes[slot] = hash;
    lengths[slot] = (short) (to - from);
    counts[slot] = (byte) count;
    owners[slot] = index.id();
  }
}
