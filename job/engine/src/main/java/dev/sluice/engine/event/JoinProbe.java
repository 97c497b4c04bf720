package dev.sluice.engine.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Tells from the bytes of an event that it is no record of several, without reading it. Immutable.
 *
 * <p>Invariant: it may say that an event is one that is none, never the other way about. So it
 * looks for the last part of a name with any blanks in it, and takes every escape for one.
 */
final class JoinProbe {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long CODES = 'u' * ONES;

  private final byte[][] names;

  /** What may stand before the quote that ends a name, each eight times. */
  private final long[] ends;

  private JoinProbe(List<byte[]> names) {
    this.names = names.toArray(byte[][]::new);
    Set<Byte> letters = new TreeSet<>(Set.of((byte) ' '));
    names.forEach(name -> letters.add(name[name.length - 1]));
    this.ends = letters.stream().mapToLong(letter -> letter * ONES).toArray();
  }

  /** Returns a probe for events of {@code schemas}. */
  static JoinProbe of(List<Schema> schemas) {
    List<String> names = new ArrayList<>();
    for (Schema schema : schemas) {
      if (schema.join() != null) {
        for (Path path : schema.join().id()) {
          List<String> parts = path.segments();
          names.add(parts.isEmpty() ? "" : parts.get(parts.size() - 1));
        }
      }
    }
    return of(names.toArray(String[]::new));
  }

  /** Returns a probe for members with one of {@code names}; that of an empty name is none. */
  static JoinProbe of(String... names) {
    return new JoinProbe(
        Stream.of(names)
            .map(name -> name.replace(" ", "").getBytes(StandardCharsets.UTF_8))
            .filter(name -> name.length > 0)
            .toList());
  }

  /**
   * Returns whether {@code bytes} may be a record of several. Eight bytes at a time are looked at
   * for a quote behind what a name ends with.
   */
  boolean mayJoin(byte[] bytes) {
    if (names.length == 0) {
      return false;
    }
    int at = 1;
    for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
      long here = (long) LONGS.get(bytes, at);
      long before = (long) LONGS.get(bytes, at - 1);
      long ended = 0;
      for (long end : ends) {
        ended |= zeros(before ^ end);
      }
      // A borrow adds places and takes none away.
      long found =
          (zeros(here ^ QUOTES) & ended) | (zeros(here ^ CODES) & zeros(before ^ BACKSLASHES));
      if ((found & HIGHS) != 0 && isWithin(bytes, at, at + Long.BYTES)) {
        return true;
      }
    }
    return isWithin(bytes, at, bytes.length);
  }

  /** Returns a word whose highest bits are set in the bytes that are 0, and in some others. */
  private static long zeros(long word) {
    return (word - ONES) & ~word;
  }

  /** Looks place by place for the end of a name, or a coded character. */
  private boolean isWithin(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      boolean coded = bytes[at] == 'u' && bytes[at - 1] == '\\';
      if (coded || (bytes[at] == '"' && isNamedBefore(bytes, at))) {
        return true;
      }
    }
    return false;
  }

  private boolean isNamedBefore(byte[] bytes, int quote) {
    for (byte[] name : names) {
      int left = name.length;
      int at = quote - 1;
      while (at >= 0 && (bytes[at] == ' ' || (left > 0 && bytes[at] == name[left - 1]))) {
        left -= bytes[at] == ' ' ? 0 : 1;
        at--;
      }
      if (left == 0 && at >= 0 && (bytes[at] == '"' || bytes[at] == '.')) {
        return true;
      }
    }
    return false;
  }
}
