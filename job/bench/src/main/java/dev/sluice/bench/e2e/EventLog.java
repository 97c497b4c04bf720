package dev.sluice.bench.e2e;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where each event went, and which rule sets may have judged it. Safe for use by several threads.
 */
final class EventLog {
  private static final int OFFSET_BITS = 40;

  private final Map<Long, Integer> numbers = new ConcurrentHashMap<>();
  private final Legal[] legal;
  private final long[] places;

  /**
   * @param size number of events
   */
  EventLog(int size) {
    this.legal = new Legal[size];
    this.places = new long[size];
    Arrays.fill(places, -1);
  }

  /**
   * The versions that may judge an event.
   *
   * @param first the only one, unless a push is under way
   * @param last the same or the one after
   */
  record Legal(long first, long last) {
    static Legal only(long version) {
      return new Legal(version, version);
    }

    boolean isOne() {
      return first == last;
    }
  }

  int size() {
    return places.length;
  }

  /** Number of events that Kafka has taken. */
  int acknowledged() {
    return numbers.size();
  }

  void sending(int number, Legal versions) {
    legal[number] = versions;
  }

  void sent(int number, int partition, long offset) {
    places[number] = place(partition, offset);
    numbers.put(place(partition, offset), number);
  }

  /** Returns null when no event was sent there. */
  @Nullable Integer number(int partition, long offset) {
    return numbers.get(place(partition, offset));
  }

  Legal legal(int number) {
    return legal[number];
  }

  int partition(int number) {
    return (int) (places[number] >>> OFFSET_BITS);
  }

  long offset(int number) {
    return places[number] & ((1L << OFFSET_BITS) - 1);
  }

  private static long place(int partition, long offset) {
    return ((long) partition << OFFSET_BITS) | offset;
  }
}
