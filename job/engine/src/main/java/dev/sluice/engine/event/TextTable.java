package dev.sluice.engine.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A fixed list of texts that is searched by their bytes. Immutable. */
final class TextTable {
  private final List<String> texts;
  private final byte[][] slots;
  private final int[] numbers;

  /**
   * @param texts distinct, without lone surrogates
   */
  TextTable(List<String> texts) {
    this.texts = List.copyOf(texts);
    int capacity = Integer.highestOneBit(texts.size() * 4 + 4);
    this.slots = new byte[capacity][];
    this.numbers = new int[capacity];
    for (int number = 0; number < texts.size(); number++) {
      byte[] bytes = texts.get(number).getBytes(StandardCharsets.UTF_8);
      int slot = ByteHash.of(bytes, 0, bytes.length) & (capacity - 1);
      while (slots[slot] != null) {
        slot = (slot + 1) & (capacity - 1);
      }
      slots[slot] = bytes;
      numbers[slot] = number;
    }
  }

  int size() {
    return texts.size();
  }

  String text(int number) {
    return texts.get(number);
  }

  /** Returns the number of the text {@code bytes[from, to)}, or -1. */
  int indexOf(byte[] bytes, int from, int to) {
    int mask = slots.length - 1;
    for (int slot = ByteHash.of(bytes, from, to) & mask;
        slots[slot] != null;
        slot = (slot + 1) & mask) {
      byte[] text = slots[slot];
      if (Arrays.equals(text, 0, text.length, bytes, from, to)) {
        return numbers[slot];
      }
    }
    return -1;
  }
}
