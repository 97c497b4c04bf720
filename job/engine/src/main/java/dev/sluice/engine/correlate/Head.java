package dev.sluice.engine.correlate;

import org.jspecify.annotations.Nullable;

/** What is known of a group as a whole. All times are event times. For one thread. */
final class Head {
  /** In place of a time or a number that there is none of. */
  static final long NONE = Long.MIN_VALUE;

  private static final int VERSION = 1;

  /** Of the newest alert. */
  long lastAlert = NONE;

  /** Whether the condition was false at an on-time signal since the newest alert. */
  boolean armed;

  /** Of the newest on-time signal at which the condition was false. */
  long lastFalse = NONE;

  /** Of the newest signal that had to go because too many are kept. */
  long lost = NONE;

  /** Start of the open window, of a definition that is judged at its end. */
  long opened = NONE;

  /** Number of the oldest part. */
  long oldestPart = NONE;

  /** How many signals are kept, of types that keep them all. */
  long kept;

  static Head of(byte @Nullable [] bytes) {
    Head head = new Head();
    if (bytes == null) {
      return head;
    }
    StateReader reader = new StateReader(bytes, 0);
    reader.readVersion(VERSION, "the head of a group");
    head.armed = reader.readByte() != 0;
    head.lastAlert = readTime(reader);
    head.lastFalse = readTime(reader);
    head.lost = readTime(reader);
    head.opened = readTime(reader);
    head.oldestPart = readTime(reader);
    head.kept = reader.readLong();
    return head;
  }

  byte[] toBytes() {
    StateWriter writer = new StateWriter();
    writer.writeByte(VERSION);
    writer.writeByte(armed ? 1 : 0);
    writeTime(writer, lastAlert);
    writeTime(writer, lastFalse);
    writeTime(writer, lost);
    writeTime(writer, opened);
    writeTime(writer, oldestPart);
    writer.writeLong(kept);
    return writer.toBytes();
  }

  static void writeTime(StateWriter writer, long time) {
    writer.writeByte(time == NONE ? 0 : 1);
    if (time != NONE) {
      writer.writeSigned(time);
    }
  }

  static long readTime(StateReader reader) {
    return reader.readByte() == 0 ? NONE : reader.readSigned();
  }
}
