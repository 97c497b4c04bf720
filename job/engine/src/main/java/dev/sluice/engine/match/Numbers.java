package dev.sluice.engine.match;

import java.util.Arrays;

/** A growing list of ints. Not thread-safe. */
final class Numbers {
  private int[] numbers = new int[2];
  private int size;

  void add(int number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size * 2);
    }
    numbers[size++] = number;
  }

  void addAll(Numbers others) {
    for (int i = 0; i < others.size; i++) {
      add(others.numbers[i]);
    }
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  int get(int index) {
    return numbers[index];
  }

  /** Returns the array behind the list, of which the first {@link #size()} count. */
  int[] array() {
    return numbers;
  }

  int[] toArray() {
    return Arrays.copyOf(numbers, size);
  }

  /** Returns the numbers ascending, each once. */
  int[] distinct() {
    return Arrays.stream(numbers, 0, size).sorted().distinct().toArray();
  }

  @Override
  public String toString() {
    return Arrays.toString(toArray());
  }
}
