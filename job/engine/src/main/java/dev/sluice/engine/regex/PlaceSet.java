package dev.sluice.engine.regex;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A set of places in a program, in the order they were added: Briggs and Torczon's sparse set, for
 * which emptying costs nothing.
 */
final class PlaceSet {

  private final int[] members;
  private final int[] indexOf;
  private int size;

  PlaceSet(int capacity) {
    this.members = new int[capacity];
    this.indexOf = new int[capacity];
  }

  void clear() {
    size = 0;
  }

  boolean add(int place) {
    int index = indexOf[place];
    if (index < size && members[index] == place) {
      return false;
    }
    members[size] = place;
    indexOf[place] = size++;
    return true;
  }

  int size() {
    return size;
  }

  int get(int index) {
    return members[index];
  }

  /** The members that {@code kept} holds for, in ascending order. */
  int[] sorted(IntPredicate kept) {
    return Arrays.stream(members, 0, size).filter(kept).sorted().toArray();
  }
}
