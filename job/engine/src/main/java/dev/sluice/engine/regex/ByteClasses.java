package dev.sluice.engine.regex;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The 256 bytes, bundled into classes that a program never tells apart. */
final class ByteClasses {

  private static final int BYTES = 256;

  private final short[] classOf = new short[BYTES];
  private int count = 1;

  /** Bytes of one class afterwards have equal entries in each of {@code rows}. */
  static ByteClasses of(List<int[]> rows) {
    ByteClasses classes = new ByteClasses();
    rows.forEach(classes::refine);
    return classes;
  }

  private void refine(int[] row) {
    Map<Long, Integer> refined = new HashMap<>();
    for (int value = 0; value < BYTES; value++) {
      long key = ((long) classOf[value] << Integer.SIZE) | (row[value] & 0xFFFF_FFFFL);
      Integer known = refined.putIfAbsent(key, refined.size());
      classOf[value] = (short) (known == null ? refined.size() - 1 : known);
    }
    count = refined.size();
  }

  int count() {
    return count;
  }

  /** The class of each byte; not to be written to. */
  short[] classOf() {
    return classOf;
  }

  /** The smallest byte of each class. */
  int[] examples() {
    int[] examples = new int[count];
    for (int value = BYTES - 1; value >= 0; value--) {
      examples[classOf[value]] = value;
    }
    return examples;
  }

  /** The entries of {@code row} by class instead of by byte. */
  int[] compress(int[] row) {
    int[] examples = examples();
    int[] compressed = new int[count];
    for (int i = 0; i < count; i++) {
      compressed[i] = row[examples[i]];
    }
    return compressed;
  }
}
