package dev.sluice.engine.correlate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link StateWriter} has written. For one thread. */
final class StateReader {
  private final byte[] bytes;
  private int at;

  StateReader(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Reads the version that {@code what} begins with; throws when this build does not know it. */
  void readVersion(int known, String what) {
    int version = readByte();
    if (version != known) {
      throw new IllegalStateException(
          what + " has version " + version + ", and this build reads version " + known);
    }
  }

  int readByte() {
    return bytes[at++];
  }

  long readLong() {
    long value = 0;
    int shift = 0;
    byte next = bytes[at++];
    while (next < 0) {
      value |= (long) (next & 0x7F) << shift;
      shift += 7;
      next = bytes[at++];
    }
    return value | ((long) next << shift);
  }

  int readInt() {
    return Math.toIntExact(readLong());
  }

  long readSigned() {
    long value = readLong();
    return (value >>> 1) ^ -(value & 1);
  }

  String readText() {
    int length = readInt();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  byte[] readBytes() {
    int length = readInt();
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  void skip(int length) {
    at += length;
  }

  int at() {
    return at;
  }
}
