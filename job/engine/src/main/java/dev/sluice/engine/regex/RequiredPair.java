package dev.sluice.engine.regex;

import dev.sluice.engine.regex.Expression.OneOf;
import dev.sluice.engine.regex.Expression.Repeat;
import dev.sluice.engine.regex.Expression.Sequence;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * ASCII characters without which an expression is not found: two neighbours, or one alone.
 *
 * <p>Eight places are looked at at once, about a quarter of a nanosecond per byte; most searches of
 * long values end here.
 *
 * @param second {@link #NONE} when there is one character only
 */
record RequiredPair(int first, int second) {

  static final int NONE = -1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** From rare to common, as command lines, paths and base64 have them; the rest stands first. */
  private static final String COMMON =
      "`~^{}[]|<>@#!$*?;&%',()_:\"+-=./\\ QZXJKVWYqzxjkvwyFGHUPBMDLCNRTISOAE0123456789"
          + "fghupbmdlcnrtisoae";

  /** Returns the rarest of {@code expression} by estimate, or null when there is none. */
  static @Nullable RequiredPair of(Expression expression) {
    return candidates(expression)
        .min(Comparator.comparingInt(RequiredPair::commonness))
        .orElse(null);
  }

  private static Stream<RequiredPair> candidates(Expression expression) {
    if (expression instanceof Repeat repeat && repeat.least() > 0) {
      return candidates(repeat.body());
    }
    if (expression instanceof Sequence sequence) {
      Stream.Builder<RequiredPair> pairs = Stream.builder();
      int before = NONE;
      for (Expression part : sequence.parts()) {
        int only = only(part);
        if (before != NONE && only != NONE) {
          pairs.add(new RequiredPair(before, only));
        }
        before = only;
      }
      Stream<RequiredPair> inParts = sequence.parts().stream().flatMap(RequiredPair::candidates);
      return Stream.concat(pairs.build(), inParts);
    }
    int only = only(expression);
    return only == NONE ? Stream.of() : Stream.of(new RequiredPair(only, NONE));
  }

  private static int only(Expression expression) {
    boolean isOne = expression instanceof OneOf one && one.codePoints().size() == 1;
    int only = isOne ? ((OneOf) expression).codePoints().ranges().get(0).first() : NONE;
    return only < 0x80 ? only : NONE;
  }

  private int commonness() {
    int ofSecond = second == NONE ? 2 * COMMON.length() : COMMON.indexOf(second);
    return COMMON.indexOf(first) + ofSecond;
  }

  /** Whether this is among the bytes from {@code from} to before {@code to}. */
  boolean isIn(byte[] text, int from, int to) {
    return second == NONE ? firstIsIn(text, from, to) : bothAreIn(text, from, to);
  }

  private boolean firstIsIn(byte[] text, int from, int to) {
    long wanted = first * LOW_BITS;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      if (hasZeroByte((long) LONGS.get(text, at) ^ wanted)) {
        return true;
      }
    }
    while (at < to && text[at] != first) {
      at++;
    }
    return at < to;
  }

  private boolean bothAreIn(byte[] text, int from, int to) {
    long wantedFirst = first * LOW_BITS;
    long wantedSecond = second * LOW_BITS;
    int at = from;
    for (; at + Long.BYTES < to; at += Long.BYTES) {
      long differences =
          ((long) LONGS.get(text, at) ^ wantedFirst)
              | ((long) LONGS.get(text, at + 1) ^ wantedSecond);
      if (hasZeroByte(differences)) {
        return true;
      }
    }
    while (at + 1 < to && (text[at] != first || text[at + 1] != second)) {
      at++;
    }
    return at + 1 < to;
  }

  private static boolean hasZeroByte(long word) {
    return ((word - LOW_BITS) & ~word & HIGH_BITS) != 0;
  }
}
