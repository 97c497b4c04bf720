package dev.sluice.stream;

import java.util.List;

/**
 * What a consumer group has left unread of a topic.
 *
 * @param partitions in their order
 */
record KafkaBacklog(String group, String topic, List<Partition> partitions) {
  /** The offset of a group that has committed none. */
  static final long NONE = -1;

  KafkaBacklog {
    partitions = List.copyOf(partitions);
  }

  /**
   * One partition.
   *
   * @param committed the first offset that is not read, or {@link #NONE}
   * @param begin the first offset that is there
   * @param due the first offset that there is still time to read
   * @param end the first offset that will be written
   */
  record Partition(int number, long committed, long begin, long due, long end) {

    /** Records that wait. */
    long waiting() {
      return Math.max(0, end - Math.max(committed, begin));
    }

    /** Those of them that should have been read by now. */
    long overdue() {
      return Math.max(0, due - Math.max(committed, begin));
    }

    /** Whether records were removed that had not been read. */
    boolean hasGap() {
      return committed != NONE && committed < begin;
    }
  }

  /** Whether records are there and the group has never said that it read any. */
  boolean isUntouched() {
    return partitions.stream().allMatch(each -> each.committed() == NONE) && waiting() > 0;
  }

  long waiting() {
    return partitions.stream().mapToLong(Partition::waiting).sum();
  }

  long overdue() {
    return partitions.stream().mapToLong(Partition::overdue).sum();
  }

  /** The partitions of which records were removed unread. */
  List<Integer> gaps() {
    return partitions.stream().filter(Partition::hasGap).map(Partition::number).toList();
  }
}
