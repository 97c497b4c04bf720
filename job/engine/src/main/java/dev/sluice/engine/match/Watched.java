package dev.sluice.engine.match;

import dev.sluice.engine.compile.Anchor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A text to look for, and whom it concerns.
 *
 * @param text as UTF-8; folded where values are
 * @param watchers ascending; whoever is told must not change them
 */
record Watched(Anchor anchor, byte[] text, int[] watchers) {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int TINY = 4;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  /** Who is told of texts that were seen. */
  interface Sink {
    /** Each of {@code watchers} is concerned; returns whether to go on. */
    boolean seen(int[] watchers);
  }

  /** Whether the text, which stands at {@code [start, end)}, stands there at its place. */
  boolean isAtItsPlace(int start, int end, int from, int to) {
    return switch (anchor) {
      case EXACT -> start == from && end == to;
      case PREFIX -> start == from;
      case SUFFIX -> end == to;
      case CONTAINS -> true;
    };
  }

  /** Whether the text stands in {@code value[from, to)} at its place. */
  boolean isIn(byte[] value, int from, int to) {
    int last = to - text.length;
    if (last < from) {
      return false;
    }
    return switch (anchor) {
      case EXACT -> last == from && isAt(value, from);
      case PREFIX -> isAt(value, from);
      case SUFFIX -> isAt(value, last);
      case CONTAINS -> text.length < TINY ? hasTiny(value, from, last) : has(value, from, last);
    };
  }

  private boolean hasTiny(byte[] value, int from, int last) {
    if (text.length == 0) {
      return true;
    }
    byte first = text[0];
    byte end = text[text.length - 1];
    int length = text.length;
    for (int at = from; at <= last; at++) {
      if (value[at] == first
          && value[at + length - 1] == end
          && (length < 3 || value[at + 1] == text[1])) {
        return true;
      }
    }
    return false;
  }

  /** Looks at eight places at once for the first two bytes. */
  private boolean has(byte[] value, int from, int last) {
    long first = (text[0] & 0xFF) * ONES;
    long second = (text[1] & 0xFF) * ONES;
    int at = from;
    for (; at + Long.BYTES < value.length && at <= last; at += Long.BYTES) {
      long here = (long) LONGS.get(value, at) ^ first;
      long next = (long) LONGS.get(value, at + 1) ^ second;
      long both = ((here - ONES) & ~here) & ((next - ONES) & ~next) & HIGHS;
      if (both != 0 && hasWithin(value, at, Math.min(at + Long.BYTES - 1, last))) {
        return true;
      }
    }
    return hasWithin(value, at, last);
  }

  private boolean hasWithin(byte[] value, int from, int last) {
    for (int at = from; at <= last; at++) {
      if (value[at] == text[0] && isAt(value, at)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAt(byte[] value, int at) {
    return Arrays.equals(value, at, at + text.length, text, 0, text.length);
  }
}
