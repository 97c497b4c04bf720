package dev.sluice.engine.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The values of one field that are no single chain of places: of several names, or made of what
 * stands there. Reused; holds until the next field is gathered. Not thread-safe.
 */
public final class Gathered {
  private int[] values = new int[8];
  private int size;
  private final List<Value> made = new ArrayList<>();

  void clear() {
    size = 0;
    made.clear();
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  void add(Value text) {
    made.add(text);
  }

  /** Returns whether the field is not there. */
  public boolean isEmpty() {
    return size == 0 && made.isEmpty();
  }

  /** Returns how many values of the event there are. */
  public int size() {
    return size;
  }

  /** Returns the number of a value of the event. */
  public int value(int index) {
    return values[index];
  }

  /** Returns the values that tables make of those of the event; not to be changed. */
  public List<Value> made() {
    return made;
  }
}
