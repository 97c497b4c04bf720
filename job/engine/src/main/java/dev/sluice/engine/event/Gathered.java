package dev.sluice.engine.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The values of one field that are no single chain of places: of several names, or with
 * translations beside them. Reused; holds until the next field is gathered. Not thread-safe.
 */
public final class Gathered {
  private int[] values = new int[8];
  private int size;
  private final List<Value> translations = new ArrayList<>();

  void clear() {
    size = 0;
    translations.clear();
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  void add(Value translation) {
    translations.add(translation);
  }

  /** Returns how many values of the event there are. */
  public int size() {
    return size;
  }

  /** Returns the number of a value of the event. */
  public int value(int index) {
    return values[index];
  }

  /** Returns the texts that tables add beside the values; not to be changed. */
  public List<Value> translations() {
    return translations;
  }
}
