package dev.sluice.stream;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The offset that each partition should give next, so that what is missing is noticed. Not
 * thread-safe.
 */
final class KafkaOffsets {
  private static final long UNKNOWN = -1;

  private final Map<String, long[]> next = new HashMap<>();

  /**
   * Says where a partition goes on.
   *
   * @param offset negative when that is not known yet
   */
  void expect(String topic, int partition, long offset) {
    long[] partitions = next.getOrDefault(topic, new long[0]);
    if (partition >= partitions.length) {
      int known = partitions.length;
      partitions = Arrays.copyOf(partitions, partition + 1);
      Arrays.fill(partitions, known, partition, UNKNOWN);
      next.put(topic, partitions);
    }
    partitions[partition] = Math.max(offset, UNKNOWN);
  }

  /** The offset that a partition should give next; negative when it has given none yet. */
  long next(String topic, int partition) {
    long[] partitions = next.get(topic);
    return partitions == null || partition >= partitions.length ? UNKNOWN : partitions[partition];
  }

  /** Takes note of a record and returns how many offsets are missing before it. */
  long skippedBefore(String topic, int partition, long offset) {
    long[] partitions = next.get(topic);
    if (partitions == null || partition >= partitions.length) {
      expect(topic, partition, offset + 1);
      return 0;
    }
    long expected = partitions[partition];
    partitions[partition] = offset + 1;
    return expected == UNKNOWN ? 0 : Math.max(offset - expected, 0);
  }
}
