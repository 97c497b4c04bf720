package dev.sluice.engine.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for the end of a line eight bytes at a time. */
final class LineEnd {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long LINE_FEEDS = '\n' * ONES;

  private LineEnd() {}

  /** Returns the place of the first line feed in {@code bytes[from, to)}, or {@code to}. */
  static int in(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long rest = (long) LONGS.get(bytes, at) ^ LINE_FEEDS;
      // The lowest bit that is set is right: a borrow only comes from a byte that was found.
      long found = (rest - ONES) & ~rest & HIGHS;
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return at;
  }
}
