package dev.sluice.engine.match;

import dev.sluice.engine.compile.Anchor;
import dev.sluice.engine.event.ByteHash;
import dev.sluice.engine.sigma.Hashes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All literals of one field at once: which of the rules that they watch may fire on a value.
 *
 * <p>Whole values are found by a hash; texts of {@value #WIDE} bytes and more by probing every
 * fourth place or fewer, shorter ones by probing more ({@link GramTable}); the few of less than
 * four bytes one by one.
 *
 * <p>Invariant: over-approximates. Whoever a literal watches is told when the folded value has the
 * literal at its place; being told too often costs time only. Immutable, and equal when made of
 * equal literals, so that routes share it.
 */
final class LiteralIndex {
  private static final AtomicInteger IDS = new AtomicInteger();

  private final boolean hasWhole;
  private final byte[][] whole;
  private final int[][] wholeWatchers;
  private final GramTable wide;
  private final GramTable narrow;
  private final TinyTexts tiny;
  private final int[] numeric;
  private final int id = IDS.incrementAndGet();

  private LiteralIndex(Map<Literal, Numbers> literals) {
    List<Watched> exact = new ArrayList<>();
    List<Watched> longer = new ArrayList<>();
    List<Watched> shorter = new ArrayList<>();
    List<Watched> few = new ArrayList<>();
    Numbers numbers = new Numbers();
    literals.forEach(
        (literal, who) -> {
          byte[] text = literal.text().getBytes(StandardCharsets.UTF_8);
          Watched watched = new Watched(literal.anchor(), text, who.toArray());
          if (literal.anchor() == Anchor.EXACT) {
            exact.add(watched);
          } else {
            bySize(text.length, longer, shorter, few).add(watched);
          }
          if (literal.numeric()) {
            numbers.addAll(who);
          }
        });
    this.numeric = numbers.distinct();
    int capacity = GramTable.powerOfTwo(exact.size() * 2 + 1);
    this.whole = new byte[capacity][];
    this.wholeWatchers = new int[capacity][];
    exact.forEach(this::putWhole);
    this.hasWhole = !exact.isEmpty();
    this.tiny = new TinyTexts(few);
    this.wide = new GramTable(longer, false);
    this.narrow = new GramTable(shorter, false);
  }

  /** Returns which of three lists a text of {@code length} bytes belongs to. */
  static List<Watched> bySize(
      int length, List<Watched> longer, List<Watched> shorter, List<Watched> few) {
    return length >= GramTable.WIDE ? longer : length >= GramTable.NARROW ? shorter : few;
  }

  private void putWhole(Watched entry) {
    int mask = whole.length - 1;
    int slot = ByteHash.of(entry.text(), 0, entry.text().length) & mask;
    while (whole[slot] != null && !Arrays.equals(whole[slot], entry.text())) {
      slot = (slot + 1) & mask;
    }
    int[] before = wholeWatchers[slot] == null ? new int[0] : wholeWatchers[slot];
    whole[slot] = entry.text();
    int[] both = Arrays.copyOf(before, before.length + entry.watchers().length);
    System.arraycopy(entry.watchers(), 0, both, before.length, entry.watchers().length);
    wholeWatchers[slot] = both;
  }

  /** Gathers literals and the numbers of those whom they watch. */
  static final class Builder {
    private final Map<Literal, Numbers> watchers = new LinkedHashMap<>();

    void add(Literal literal, int watcher) {
      watchers.computeIfAbsent(literal, key -> new Numbers()).add(watcher);
    }

    Map<Literal, Numbers> literals() {
      return Collections.unmodifiableMap(watchers);
    }

    /** Returns a text that is equal when the indexes are. */
    String content() {
      return Hashes.sha256(watchers.toString().getBytes(StandardCharsets.UTF_8));
    }

    LiteralIndex build() {
      return new LiteralIndex(watchers);
    }
  }

  /** Returns a number that no other index of this JVM has. */
  int id() {
    return id;
  }

  /**
   * Tells {@code sink} of all whose literal {@code value[from, to)}, which is folded, may have.
   * Returns false as soon as the sink has had enough.
   */
  boolean search(byte[] value, int from, int to, Watched.Sink sink) {
    if (hasWhole && !searchWhole(value, from, to, sink)) {
      return false;
    }
    return wide.search(value, from, to, sink)
        && narrow.search(value, from, to, sink)
        && tiny.search(value, from, to, sink);
  }

  private boolean searchWhole(byte[] value, int from, int to, Watched.Sink sink) {
    int mask = whole.length - 1;
    for (int slot = ByteHash.of(value, from, to) & mask;
        whole[slot] != null;
        slot = (slot + 1) & mask) {
      if (Arrays.equals(whole[slot], 0, whole[slot].length, value, from, to)) {
        if (!sink.seen(wholeWatchers[slot])) {
          return false;
        }
        break;
      }
    }
    return numeric.length == 0 || !isOddNumber(value, from, to) || sink.seen(numeric);
  }

  /** Whether the text may be a number that is not written in plain digits. */
  static boolean isOddNumber(byte[] text, int from, int to) {
    if (from == to || (text[from] != '+' && text[from] != '-' && !isDigit(text[from]))) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (!isDigit(text[i])) {
        return true;
      }
    }
    return text[from] == '0' && to - from > 1;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
