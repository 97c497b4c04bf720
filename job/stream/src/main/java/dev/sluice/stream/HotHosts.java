package dev.sluice.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the hosts that have more than their share of a subtask's events, from samples. For one
 * thread.
 *
 * <p>What is found decides where an event is judged, never what comes of it.
 */
final class HotHosts {
  /** Every so many events one is a sample. */
  static final int SAMPLED = 16;

  /** After so many samples it is looked who has how many. */
  static final int SAMPLES = 1024;

  /** So many of them make a host hot: one in eight. */
  private static final int HOT = SAMPLES / 8;

  private final Map<String, Integer> samples = new HashMap<>();
  private Set<String> hot = Set.of();
  private int events;

  /** Counts an event of {@code host}; returns whether it is time to {@link #review}. */
  boolean add(String host) {
    events++;
    if (events % SAMPLED == 0) {
      samples.merge(host, 1, Integer::sum);
    }
    return events >= SAMPLED * SAMPLES;
  }

  /** Whether {@code host} was hot at the last {@link #review}. */
  boolean isHot(String host) {
    return !hot.isEmpty() && hot.contains(host);
  }

  /**
   * Begins to count anew, with those that are hot now.
   *
   * @param isWorthIt false for as if none were, until the next review
   */
  void review(boolean isWorthIt) {
    hot =
        samples.entrySet().stream()
            .filter(host -> isWorthIt && host.getValue() >= HOT)
            .map(Map.Entry::getKey)
            .collect(Collectors.toUnmodifiableSet());
    samples.clear();
    events = 0;
  }
}
