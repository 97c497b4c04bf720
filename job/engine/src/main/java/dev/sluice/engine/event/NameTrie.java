package dev.sluice.engine.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The member names that somebody asks for, as a trie of the objects they stand in: node 0 is the
 * document, and a child of a node is a member of the object that stands there.
 *
 * <p>Names are added first; {@link #frozen()} then gives the table that a scanner asks. Adding to a
 * trie never changes a node that is there, so that what was resolved against an older table holds
 * for a newer one. Not thread-safe; the frozen table is immutable.
 */
final class NameTrie {
  static final int DOCUMENT = 0;

  /** No member that anybody asks for. */
  static final int UNKNOWN = -1;

  private final List<Map<String, Integer>> children = new ArrayList<>();

  NameTrie() {
    children.add(new HashMap<>());
  }

  /** Returns a trie with the same nodes, to which more can be added. */
  NameTrie copy() {
    NameTrie copy = new NameTrie();
    copy.children.clear();
    children.forEach(names -> copy.children.add(new HashMap<>(names)));
    return copy;
  }

  /** Returns the node of member {@code name} of {@code parent}, which is added when it is new. */
  int add(int parent, String name) {
    Integer known = children.get(parent).get(name);
    if (known != null) {
      return known;
    }
    children.add(new HashMap<>());
    int node = children.size() - 1;
    children.get(parent).put(name, node);
    return node;
  }

  int size() {
    return children.size();
  }

  /** Sets the flag of each node whose name holds a space. */
  void markSpaced(boolean[] flags) {
    for (Map<String, Integer> names : children) {
      names.forEach((name, node) -> flags[node] |= name.indexOf(' ') >= 0);
    }
  }

  Table frozen() {
    return new Table(children);
  }

  /**
   * Member names by their bytes: open addressing on the first and last eight bytes, which decide
   * for every name of up to 16.
   */
  static final class Table {
    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WORD = Long.BYTES;
    private static final long SPACES = 0x2020202020202020L;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private static final int SLOT = 4;
    private static final int HEAD = 0;
    private static final int TAIL = 1;
    private static final int PLACE = 2;
    private static final int NODE = 3;

    private final List<Map<String, Integer>> children;
    private final boolean[] hasChildren;
    private final int mask;

    /** Four longs a name: its first and last bytes, parent and length, node plus one. */
    private final long[] slots;

    private final byte[][] names;

    Table(List<Map<String, Integer>> trie) {
      this.children = trie.stream().map(Map::copyOf).toList();
      int entries = trie.size();
      int capacity = Integer.highestOneBit(Math.max(entries, 8) * 4 - 1) << 1;
      this.mask = capacity - 1;
      this.slots = new long[capacity * SLOT];
      this.names = new byte[entries][];
      this.hasChildren = new boolean[entries];
      for (int parent = 0; parent < entries; parent++) {
        hasChildren[parent] = !trie.get(parent).isEmpty();
        for (Map.Entry<String, Integer> child : trie.get(parent).entrySet()) {
          if (!Utf8.hasLoneSurrogate(child.getKey())) {
            put(parent, child.getKey().getBytes(StandardCharsets.UTF_8), child.getValue());
          }
        }
      }
    }

    private void put(int parent, byte[] name, int node) {
      long head = head(name, 0, name.length);
      long tail = tail(name, 0, name.length);
      int slot = hash(parent, head, tail, name.length) & mask;
      while (slots[slot * SLOT + NODE] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot * SLOT + HEAD] = head;
      slots[slot * SLOT + TAIL] = tail;
      slots[slot * SLOT + PLACE] = place(parent, name.length);
      slots[slot * SLOT + NODE] = node + 1L;
      names[node] = name;
    }

    private static long place(int parent, int length) {
      return ((long) parent << Integer.SIZE) | length;
    }

    /** Returns the number of nodes. */
    int size() {
      return hasChildren.length;
    }

    boolean hasChildren(int node) {
      return hasChildren[node];
    }

    /** Returns the node of the member whose name is {@code bytes[from, to)}, or UNKNOWN. */
    int child(int parent, byte[] bytes, int from, int to) {
      int length = to - from;
      long head = head(bytes, from, length);
      long tail = tail(bytes, from, length);
      long place = place(parent, length);
      int slot = (hash(parent, head, tail, length) & mask) * SLOT;
      while (slots[slot + NODE] != 0) {
        if (slots[slot + HEAD] == head
            && slots[slot + TAIL] == tail
            && slots[slot + PLACE] == place) {
          int node = (int) slots[slot + NODE] - 1;
          if (length <= 2 * WORD || Arrays.equals(bytes, from, to, names[node], 0, length)) {
            return node;
          }
        }
        slot = (slot + SLOT) & (mask * SLOT + SLOT - 1);
      }
      return UNKNOWN;
    }

    /** Returns the node of the member {@code name}, or UNKNOWN. */
    int child(int parent, String name) {
      return children.get(parent).getOrDefault(name, UNKNOWN);
    }

    /** Returns whether a space is among {@code bytes[from, to)}. */
    static boolean hasSpace(byte[] bytes, int from, int to) {
      int at = from;
      for (; at + WORD <= to; at += WORD) {
        long difference = (long) LONGS.get(bytes, at) ^ SPACES;
        if (((difference - ONES) & ~difference & HIGHS) != 0) {
          return true;
        }
      }
      for (; at < to; at++) {
        if (bytes[at] == ' ') {
          return true;
        }
      }
      return false;
    }

    private static long head(byte[] bytes, int from, int length) {
      if (length >= WORD) {
        return (long) LONGS.get(bytes, from);
      }
      if (from + WORD <= bytes.length) {
        return length == 0 ? 0 : (long) LONGS.get(bytes, from) & (-1L >>> (64 - length * 8));
      }
      long head = 0;
      for (int i = 0; i < length; i++) {
        head |= (bytes[from + i] & 0xFFL) << (i * 8);
      }
      return head;
    }

    private static long tail(byte[] bytes, int from, int length) {
      return length > WORD ? (long) LONGS.get(bytes, from + length - WORD) : 0;
    }

    private static int hash(int parent, long head, long tail, int length) {
      long mixed = head * 0x9E3779B97F4A7C15L + tail * 0xC2B2AE3D27D4EB4FL + parent * 31L + length;
      mixed *= 0xFF51AFD7ED558CCDL;
      return (int) (mixed >>> 40);
    }
  }
}
