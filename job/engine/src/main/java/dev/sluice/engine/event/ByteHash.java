package dev.sluice.engine.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A hash of a range of bytes, eight at a time. Not for the adversary: whoever uses it compares. */
public final class ByteHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int WORD = Long.BYTES;
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private ByteHash() {}

  /** Returns a hash of {@code bytes[from, to)}; all of its bits are good. */
  public static int of(byte[] bytes, int from, int to) {
    long hash = (to - from) * FACTOR;
    int at = from;
    for (; at + WORD <= to; at += WORD) {
      hash = mixed(hash, (long) LONGS.get(bytes, at));
    }
    if (at < to) {
      hash = mixed(hash, tail(bytes, from, at, to));
    }
    return (int) (hash ^ (hash >>> 32));
  }

  /** The last bytes: as a whole word that overlaps the one before, where there is one. */
  private static long tail(byte[] bytes, int from, int at, int to) {
    if (to - from >= WORD) {
      return (long) LONGS.get(bytes, to - WORD);
    }
    long word = 0;
    for (int i = at; i < to; i++) {
      word = (word << 8) | (bytes[i] & 0xFF);
    }
    return word;
  }

  private static long mixed(long hash, long word) {
    long mixed = (hash ^ word) * FACTOR;
    return mixed ^ (mixed >>> 29);
  }
}
