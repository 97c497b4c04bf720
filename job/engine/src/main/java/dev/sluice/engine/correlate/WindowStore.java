package dev.sluice.engine.correlate;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of one group of one correlation, in parts that are read and written one by one. For
 * one thread.
 */
public interface WindowStore {

  /** What is known of the group as a whole, or null when nothing is. */
  byte @Nullable [] head();

  /** Keeps it; null forgets it. */
  void head(byte @Nullable [] head);

  /** The part with this number, or null. */
  byte @Nullable [] part(long number);

  /** Keeps the part; null forgets it. */
  void part(long number, byte @Nullable [] part);

  /** The numbers of all parts, in any order. Cost: linear in them. */
  Iterable<Long> parts();
}
