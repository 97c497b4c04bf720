package dev.sluice.stream;

import dev.sluice.stream.KafkaOptions.OnGap;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets of a {@link KafkaStart}, as Flink's source asks for them.
 *
 * <p>Flink's own ones let the consumer reset itself at a gap, each in its own way; here a reset is
 * what {@link OnGap} says and nothing else, so that what a group has committed is looked up before.
 */
final class KafkaStartingOffsets implements OffsetsInitializer {
  private static final long serialVersionUID = 1;

  private final KafkaStart start;
  private final OnGap onGap;
  private final String groupId;

  KafkaStartingOffsets(KafkaOptions options) {
    this.start = options.start();
    this.onGap = options.onGap();
    this.groupId = options.groupId();
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever offsets) {
    return switch (start.kind()) {
      case EARLIEST -> earliest(partitions);
      case LATEST -> offsets.endOffsets(partitions);
      case TIMESTAMP -> atTime(partitions, offsets);
      case COMMITTED -> committed(partitions, offsets);
      case COMMITTED_OR_EARLIEST ->
          completed(earliest(partitions), offsets.committedOffsets(partitions));
      case COMMITTED_OR_LATEST ->
          completed(offsets.endOffsets(partitions), offsets.committedOffsets(partitions));
    };
  }

  private static Map<TopicPartition, Long> earliest(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> earliest = new HashMap<>();
    partitions.forEach(each -> earliest.put(each, KafkaPartitionSplit.EARLIEST_OFFSET));
    return earliest;
  }

  private Map<TopicPartition, Long> atTime(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever offsets) {
    if (start.from() == null) {
      throw new IllegalStateException("no time in " + start);
    }
    return OffsetsInitializer.timestamp(start.from().toEpochMilli())
        .getPartitionOffsets(partitions, offsets);
  }

  private Map<TopicPartition, Long> committed(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever offsets) {
    Map<TopicPartition, Long> committed = offsets.committedOffsets(partitions);
    TreeSet<String> missing = new TreeSet<>();
    partitions.forEach(
        each -> {
          if (!committed.containsKey(each)) {
            missing.add(each.toString());
          }
        });
    if (!missing.isEmpty()) {
      throw new KafkaGapException(
          "group "
              + groupId
              + " has committed no offset for "
              + missing
              + ": start with committed-or-earliest or committed-or-latest",
          null);
    }
    return committed;
  }

  private static Map<TopicPartition, Long> completed(
      Map<TopicPartition, Long> defaults, Map<TopicPartition, Long> committed) {
    Map<TopicPartition, Long> offsets = new HashMap<>(defaults);
    offsets.putAll(committed);
    return offsets;
  }

  @Override
  @SuppressWarnings("deprecation") // The connector's interface knows no other type.
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return onGap == OnGap.FAIL ? OffsetResetStrategy.NONE : OffsetResetStrategy.EARLIEST;
  }
}
