package dev.sluice.engine.event;

import java.util.Arrays;

/**
 * The values of one event as places in its bytes: reused for every event of a thread.
 *
 * <p>Values stand in document order. Those under a name that somebody asks for are also chained by
 * its node; an array is a chain of its items.
 */
final class Slices {
  static final int NONE = -1;

  static final byte STRING = 0;
  static final byte NUMBER = 1;
  static final byte BOOLEAN = 2;
  static final byte NULL = 3;
  static final byte COMPOSITE = 4;

  /** A mask for what a value is; the bits above say how its text is written. */
  static final int KIND = 7;

  /** The text holds a backslash. */
  static final int ESCAPED = 8;

  /** The text holds a byte beyond ASCII. */
  static final int BEYOND_ASCII = 16;

  private static final int INITIAL = 256;

  private final int[] stamps;
  private final int[] heads;
  private final int[] tails;
  private int epoch;
  private int size;
  private int[] from = new int[INITIAL];
  private int[] to = new int[INITIAL];
  private int[] next = new int[INITIAL];
  private byte[] form = new byte[INITIAL];

  Slices(int nodes) {
    stamps = new int[nodes];
    heads = new int[nodes];
    tails = new int[nodes];
  }

  void clear() {
    size = 0;
    epoch++;
    if (epoch == 0) {
      Arrays.fill(stamps, 0);
      epoch = 1;
    }
  }

  void add(int node, int start, int end, int valueForm) {
    int value = size;
    if (value == from.length) {
      grow();
    }
    size = value + 1;
    from[value] = start;
    to[value] = end;
    form[value] = (byte) valueForm;
    next[value] = NONE;
    if (node != NameTrie.UNKNOWN) {
      chain(node, value);
    }
  }

  private void chain(int node, int value) {
    if (stamps[node] == epoch) {
      next[tails[node]] = value;
    } else {
      stamps[node] = epoch;
      heads[node] = value;
    }
    tails[node] = value;
  }

  private void grow() {
    int capacity = from.length * 2;
    from = Arrays.copyOf(from, capacity);
    to = Arrays.copyOf(to, capacity);
    next = Arrays.copyOf(next, capacity);
    form = Arrays.copyOf(form, capacity);
  }

  /** Number of values. */
  int size() {
    return size;
  }

  boolean has(int node) {
    return stamps[node] == epoch;
  }

  /** Returns the first value at {@code node}, or NONE. */
  int first(int node) {
    return stamps[node] == epoch ? heads[node] : NONE;
  }

  /** Returns the first value at the first of {@code nodes} that is there, or NONE. */
  int firstOf(int[] nodes) {
    for (int node : nodes) {
      if (stamps[node] == epoch) {
        return heads[node];
      }
    }
    return NONE;
  }

  /** Returns whether {@code value} and all after it are objects or empty arrays. */
  boolean areObjects(int value) {
    for (int at = value; at != NONE; at = next[at]) {
      if (kind(at) != COMPOSITE) {
        return false;
      }
    }
    return true;
  }

  /** Returns the value after {@code value} of the same node, or NONE. */
  int next(int value) {
    return next[value];
  }

  int from(int value) {
    return from[value];
  }

  int to(int value) {
    return to[value];
  }

  int kind(int value) {
    return form[value] & KIND;
  }

  /** Returns kind and the bits above. */
  int form(int value) {
    return form[value];
  }
}
