package dev.sluice.engine.correlate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes numbers and texts as few bytes. For one thread. */
final class StateWriter {
  private byte[] bytes = new byte[128];
  private int size;

  void writeByte(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  /** Writes a number that is seldom negative: seven bits a byte, the lowest first. */
  void writeLong(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** Writes a number that may as well be negative. */
  void writeSigned(long value) {
    writeLong((value << 1) ^ (value >> 63));
  }

  void writeText(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    writeBytes(utf8, 0, utf8.length);
  }

  /** Writes a length and as many bytes. */
  void writeBytes(byte[] from, int offset, int length) {
    writeLong(length);
    writeRest(from, offset, length);
  }

  /** Writes bytes that the reader finds the end of by itself. */
  void writeRest(byte[] from, int offset, int length) {
    room(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  /** Writes what another has written, without its length. */
  void writeRest(StateWriter other) {
    writeRest(other.bytes, 0, other.size);
  }

  /** Writes what another has written, with its length. */
  void writeAll(StateWriter other) {
    writeBytes(other.bytes, 0, other.size);
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
