package dev.sluice.engine.match;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds texts inside a text: each is filed under windows of a few of its bytes, the rarest among
 * all of them, and the text is probed at every {@code stride}-th place; what a probe hits is
 * compared. The shorter the texts, the shorter the windows: from four bytes down to two.
 *
 * <p>With a stride of n each text is filed under n windows that follow one another, of which one
 * falls on a probe wherever the text stands. Most probes end at a bitmap that fits the first-level
 * cache. After Wu and Manber, "A fast algorithm for multi-pattern searching" (1994). Cost: one
 * look-up a probe, and the comparisons of what is filed under the same windows. Immutable.
 */
final class GramTable {
  /** The shortest text that has its place in a table. */
  static final int SHORTEST = 2;

  private static final int MAX_STRIDE = 8;
  private static final int GRAM = Integer.BYTES;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int CASE = 0x20202020;
  private static final List<Map<Integer, Integer>> ORDINARY =
      IntStream.rangeClosed(SHORTEST, GRAM).mapToObj(GramTable::ordinaryGrams).toList();

  /** How much more an ordinary gram counts than one of another text. */
  private static final int WEIGHT = 20;

  private static final int FACTOR = 0x9E3779B1;
  private static final int BITS_PER_WINDOW = 32;
  private static final int MIN_BITS = 1 << 10;

  /** As many as are sure to stay in the first-level cache. */
  private static final int MANY_BITS = 1 << 16;

  private static final int MAX_BITS = 1 << 22;
  private static final int NONE = -1;

  /** From this length on, windows of four bytes leave room for a stride of four. */
  static final int WIDE = 7;

  /** From this length on, windows of three bytes leave room for a stride of two. */
  static final int NARROW = 4;

  private final int width;
  private final int stride;
  private final boolean anyCase;
  private final int caseBits;
  private final int widthBits;
  private final Watched[] texts;
  private final long[] bitmap;
  private final int bitShift;
  private final int slotShift;
  private final int[] grams;
  private final int[] heads;
  private final int[] next;
  private final int[] numbers;
  private final int[] offsets;

  /**
   * @param texts each of at least {@value #SHORTEST} bytes
   * @param anyCase whether texts and values are compared with one bit of each byte set, so that
   *     capital letters of ASCII equal small ones, and some other characters one another
   */
  GramTable(List<Watched> texts, boolean anyCase) {
    int shortest = texts.stream().mapToInt(text -> text.text().length).min().orElse(GRAM);
    this.width = shortest >= WIDE ? GRAM : shortest >= NARROW ? GRAM - 1 : SHORTEST;
    this.stride = Math.min(MAX_STRIDE, shortest - width + 1);
    this.anyCase = anyCase;
    this.widthBits = width == GRAM ? -1 : (1 << (width * Byte.SIZE)) - 1;
    this.caseBits = anyCase ? CASE & widthBits : 0;
    this.texts = texts.toArray(Watched[]::new);
    int windows = texts.size() * stride;
    int bits = powerOfTwo(Math.max(windows * BITS_PER_WINDOW, Math.min(MANY_BITS, windows * 64)));
    bits = Math.max(MIN_BITS, Math.min(MAX_BITS, bits));
    this.bitmap = new long[bits / Long.SIZE];
    this.bitShift = Integer.SIZE - Integer.numberOfTrailingZeros(bits);
    int slots = powerOfTwo(Math.max(4, windows * 2));
    this.slotShift = Integer.SIZE - Integer.numberOfTrailingZeros(slots);
    this.grams = new int[slots];
    this.heads = new int[slots];
    this.next = new int[windows];
    this.numbers = new int[windows];
    this.offsets = new int[windows];
    Arrays.fill(heads, NONE);
    fill(frequencies());
  }

  /** Returns how often each gram stands in the texts. */
  private Map<Integer, Integer> frequencies() {
    Map<Integer, Integer> frequencies = new HashMap<>();
    for (Watched watched : texts) {
      byte[] text = watched.text();
      for (int i = 0; i + width <= text.length; i++) {
        frequencies.merge(gram(text, i), 1, Integer::sum);
      }
    }
    return frequencies;
  }

  /** Returns how often each gram, in any case, stands in what any machine writes all day. */
  private static Map<Integer, Integer> ordinaryGrams(int width) {
    Map<Integer, Integer> grams = new HashMap<>();
    for (String value : OrdinaryValues.texts()) {
      byte[] text = value.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i + width <= text.length; i++) {
        grams.merge(gram(text, i, width) | CASE, 1, Integer::sum);
      }
    }
    return grams;
  }

  private int gram(byte[] text, int at) {
    return at + GRAM <= text.length
        ? ((int) INTS.get(text, at) & widthBits) | caseBits
        : gram(text, at, width) | caseBits;
  }

  private static int gram(byte[] text, int at, int width) {
    int gram = 0;
    for (int i = width - 1; i >= 0; i--) {
      gram = gram << Byte.SIZE | (text[at + i] & 0xFF);
    }
    return gram;
  }

  private void fill(Map<Integer, Integer> frequencies) {
    int window = 0;
    for (int number = 0; number < texts.length; number++) {
      byte[] text = texts[number].text();
      int offset = rarestOffset(text, frequencies);
      for (int i = 0; i < stride; i++) {
        file(gram(text, offset + i), window, number, offset + i);
        window++;
      }
    }
  }

  private int rarestOffset(byte[] text, Map<Integer, Integer> frequencies) {
    Map<Integer, Integer> ordinary = ORDINARY.get(width - SHORTEST);
    int best = 0;
    long least = Long.MAX_VALUE;
    for (int offset = 0; offset + stride - 1 + width <= text.length; offset++) {
      long weight = 0;
      for (int i = 0; i < stride; i++) {
        int gram = gram(text, offset + i);
        weight += frequencies.getOrDefault(gram, 0);
        weight += (long) WEIGHT * ordinary.getOrDefault(gram | CASE, 0);
      }
      if (weight < least) {
        least = weight;
        best = offset;
      }
    }
    return best;
  }

  private void file(int gram, int window, int number, int offset) {
    int hash = gram * FACTOR;
    bitmap[(hash >>> bitShift) >>> 6] |= 1L << (hash >>> bitShift);
    int slot = slot(gram);
    grams[slot] = gram;
    numbers[window] = number;
    offsets[window] = offset;
    next[window] = heads[slot];
    heads[slot] = window;
  }

  /** Returns the slot of {@code gram}, or the free one where it would stand. */
  private int slot(int gram) {
    int slot = (gram * FACTOR) >>> slotShift;
    while (heads[slot] != NONE && grams[slot] != gram) {
      slot = (slot + 1) & (grams.length - 1);
    }
    return slot;
  }

  /**
   * Tells {@code sink} of each text that stands in {@code value[from, to)} at its place, once or
   * more. Returns false as soon as the sink has had enough.
   */
  boolean search(byte[] value, int from, int to, Watched.Sink sink) {
    if (texts.length == 0) {
      return true;
    }
    long[] bits = bitmap;
    int shift = bitShift;
    int both = widthBits;
    int cases = caseBits;
    int step = stride;
    int at = from;
    int last = Math.min(to, value.length - GRAM) - 3 * step;
    for (; at < last; at += 4 * step) {
      int a = ((((int) INTS.get(value, at) & both) | cases) * FACTOR) >>> shift;
      int b = ((((int) INTS.get(value, at + step) & both) | cases) * FACTOR) >>> shift;
      int c = ((((int) INTS.get(value, at + 2 * step) & both) | cases) * FACTOR) >>> shift;
      int d = ((((int) INTS.get(value, at + 3 * step) & both) | cases) * FACTOR) >>> shift;
      long seen = bits[a >>> 6] >>> a | bits[b >>> 6] >>> b;
      seen |= bits[c >>> 6] >>> c | bits[d >>> 6] >>> d;
      if ((seen & 1) != 0 && !compareAll(value, from, to, at, at + 4 * step, sink)) {
        return false;
      }
    }
    return compareAll(value, from, to, at, to - width + 1, sink);
  }

  private boolean compareAll(
      byte[] value, int from, int to, int first, int end, Watched.Sink sink) {
    for (int at = first; at < end; at += stride) {
      int hash = (gram(value, at) * FACTOR) >>> bitShift;
      if (((bitmap[hash >>> 6] >>> hash) & 1) != 0 && !compare(value, from, to, at, sink)) {
        return false;
      }
    }
    return true;
  }

  private boolean compare(byte[] value, int from, int to, int at, Watched.Sink sink) {
    int gram = gram(value, at);
    for (int window = heads[slot(gram)]; window != NONE; window = next[window]) {
      Watched watched = texts[numbers[window]];
      byte[] text = watched.text();
      int start = at - offsets[window];
      int end = start + text.length;
      if (start >= from
          && end <= to
          && watched.isAtItsPlace(start, end, from, to)
          && isEqual(text, value, start, end)
          && !sink.seen(watched.watchers())) {
        return false;
      }
    }
    return true;
  }

  private boolean isEqual(byte[] text, byte[] value, int start, int end) {
    if (!anyCase) {
      return Arrays.equals(text, 0, text.length, value, start, end);
    }
    for (int i = 0; i < text.length; i++) {
      if ((text[i] | 0x20) != (value[start + i] | 0x20)) {
        return false;
      }
    }
    return true;
  }

  static int powerOfTwo(int atLeast) {
    return atLeast <= 1 ? 1 : Integer.highestOneBit(atLeast - 1) << 1;
  }
}
