package dev.sluice.engine.event;

import java.util.Arrays;

/** Bytes that are gathered up to a bound and only counted beyond it. */
final class BoundedBytes {
  private static final int INITIAL_CAPACITY = 4096;

  private final int bound;
  private byte[] bytes;
  private int size;

  BoundedBytes(int bound) {
    this.bound = bound;
    this.bytes = new byte[Math.min(bound, INITIAL_CAPACITY)];
  }

  /** Returns how many bytes are allowed: one less than the bound. */
  int most() {
    return bound - 1;
  }

  void clear() {
    size = 0;
  }

  void add(int value) {
    if (size == bound) {
      return;
    }
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(bound, 2L * size));
    }
    bytes[size++] = (byte) value;
  }

  /** Returns whether the bound is reached: it lies one byte above what is allowed. */
  boolean isOverfull() {
    return size == bound;
  }

  /** Returns the bytes, without white space at their end unless there are too many. */
  byte[] stripped() {
    int end = size;
    while (end > 0 && !isOverfull() && bytes[end - 1] <= ' ' && bytes[end - 1] >= 0) {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }
}
