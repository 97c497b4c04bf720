package dev.sluice.engine.regex;

import dev.sluice.engine.regex.CodePoints.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes one code point of a set byte by byte: {@code nodes[node][byte]} is the next node, {@link
 * #FAIL} or {@link #ACCEPT}. Node 0 is the first and no other leads to it.
 *
 * <p>Follows Russ Cox's splitting of ranges into sequences of byte ranges (RE2, {@code
 * compile.cc}), with equal suffixes shared. Invariant: right for well-formed text only; bytes that
 * no well-formed text has may be taken, which keeps the trie of "any character" at four nodes.
 */
final class Utf8Trie {

  static final int FAIL = 0;
  static final int ACCEPT = -1;

  private static final int BYTES = 256;
  private static final int CONTINUATION_BITS = 6;

  /** The last code point of 1, 2, 3 and 4 bytes; nothing above U+10FFFF comes with four. */
  private static final int[] LAST_OF_LENGTH = {0x7F, 0x7FF, 0xFFFF, 0x13FFFF};

  private final List<int[]> nodes = new ArrayList<>();
  private final Map<Set<List<Range>>, Integer> nodeOf = new HashMap<>();

  private Utf8Trie() {}

  /** The trie of "any character", which every program begins with. */
  private static final int[][] ALL = build(CodePoints.ALL);

  /** Returns the nodes of {@code set}; not to be written to. */
  static int[][] of(CodePoints set) {
    return set.equals(CodePoints.ALL) ? ALL : build(set);
  }

  private static int[][] build(CodePoints set) {
    List<List<Range>> sequences = new ArrayList<>();
    for (Range range : set.ranges()) {
      split(range, sequences);
    }
    Utf8Trie trie = new Utf8Trie();
    trie.node(Set.copyOf(sequences));
    return trie.nodes.toArray(new int[0][]);
  }

  private int node(Set<List<Range>> sequences) {
    Integer known = nodeOf.get(sequences);
    if (known != null) {
      return known;
    }
    int[] next = new int[BYTES];
    int node = nodes.size();
    nodes.add(next);
    nodeOf.put(sequences, node);
    List<Integer> cuts = cuts(sequences);
    for (int i = 0; i + 1 < cuts.size(); i++) {
      Set<List<Range>> rest = after(cuts.get(i), sequences);
      if (!rest.isEmpty()) {
        int target = rest.contains(List.<Range>of()) ? ACCEPT : node(rest);
        Arrays.fill(next, cuts.get(i), cuts.get(i + 1), target);
      }
    }
    return node;
  }

  /** Between two cuts all bytes are alike. */
  private static List<Integer> cuts(Set<List<Range>> sequences) {
    Set<Integer> cuts = new TreeSet<>();
    for (List<Range> sequence : sequences) {
      cuts.add(sequence.get(0).first());
      cuts.add(sequence.get(0).last() + 1);
    }
    return List.copyOf(cuts);
  }

  private static Set<List<Range>> after(int value, Set<List<Range>> sequences) {
    Set<List<Range>> rest = new HashSet<>();
    for (List<Range> sequence : sequences) {
      if (sequence.get(0).first() <= value && value <= sequence.get(0).last()) {
        rest.add(sequence.subList(1, sequence.size()));
      }
    }
    return rest;
  }

  private static void split(Range range, List<List<Range>> sequences) {
    int below = -1;
    for (int length = 1; length <= LAST_OF_LENGTH.length; length++) {
      int last = LAST_OF_LENGTH[length - 1];
      int from = Math.max(range.first(), below + 1);
      int to = Math.min(range.last(), last);
      if (from <= to) {
        // An overlong form never occurs, so a range that begins with a length may begin at zero.
        int lowest = from == below + 1 ? 0 : from;
        int highest = to == Character.MAX_CODE_POINT ? last : to;
        split(lowest, highest, length, sequences);
      }
      below = last;
    }
  }

  /** Splits until all byte ranges but the first differing one are full. */
  private static void split(int first, int last, int length, List<List<Range>> sequences) {
    for (int i = 1; i < length; i++) {
      int low = (1 << (CONTINUATION_BITS * i)) - 1;
      if ((first & ~low) != (last & ~low)) {
        if ((first & low) != 0) {
          split(first, first | low, length, sequences);
          split((first | low) + 1, last, length, sequences);
          return;
        }
        if ((last & low) != low) {
          split(first, (last & ~low) - 1, length, sequences);
          split(last & ~low, last, length, sequences);
          return;
        }
      }
    }
    List<Range> bytes = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      bytes.add(new Range(encoded(first, i, length), encoded(last, i, length)));
    }
    sequences.add(bytes);
  }

  /** Byte {@code index} of the form of {@code codePoint} that has {@code length} bytes. */
  private static int encoded(int codePoint, int index, int length) {
    int rest = codePoint >> (CONTINUATION_BITS * (length - 1 - index));
    if (index > 0) {
      return 0x80 | (rest & 0x3F);
    }
    return length == 1 ? rest : ((0xF00 >> length) & 0xFF) | rest;
  }
}
