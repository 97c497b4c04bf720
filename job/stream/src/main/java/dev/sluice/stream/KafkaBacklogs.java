package dev.sluice.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Asks where topics begin and end and how far groups have read them. Needs leave to describe both,
 * and reads no record.
 *
 * @param due records that were written before should have been read
 */
record KafkaBacklogs(KafkaInquiry inquiry, Instant due) {
  private static final Set<GroupType> READERS = EnumSet.of(GroupType.CLASSIC, GroupType.CONSUMER);

  /** What {@code group} has left unread of {@code topic}. */
  KafkaBacklog of(String group, String topic, IsolationLevel isolation) {
    return backlog(
        group, topic, committed(List.of(group)).getOrDefault(group, Map.of()), isolation);
  }

  /** The same of every group but {@code own} that has read committed records of {@code topic}. */
  List<KafkaBacklog> ofReaders(String topic, String own) {
    List<String> groups =
        inquiry.get(inquiry.admin().listGroups().valid()).stream()
            .filter(group -> group.type().map(READERS::contains).orElse(true))
            .map(GroupListing::groupId)
            .filter(group -> !group.equals(own))
            .sorted()
            .toList();
    List<KafkaBacklog> backlogs = new ArrayList<>();
    new TreeMap<>(committed(groups))
        .forEach(
            (group, offsets) -> {
              if (offsets.keySet().stream().anyMatch(each -> each.topic().equals(topic))) {
                backlogs.add(backlog(group, topic, offsets, IsolationLevel.READ_COMMITTED));
              }
            });
    return backlogs;
  }

  /** By partition where readers of committed records stand, when they should be further. */
  Map<Integer, Long> heldBack(String topic) {
    List<TopicPartition> partitions = partitions(topic);
    Map<TopicPartition, Long> stable =
        offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    Map<TopicPartition, Long> overdue = due(partitions, IsolationLevel.READ_UNCOMMITTED);
    Map<Integer, Long> held = new TreeMap<>();
    stable.forEach(
        (partition, offset) -> {
          if (offset < overdue.getOrDefault(partition, offset)) {
            held.put(partition.partition(), offset);
          }
        });
    return held;
  }

  private KafkaBacklog backlog(
      String group,
      String topic,
      Map<TopicPartition, OffsetAndMetadata> committed,
      IsolationLevel isolation) {
    List<TopicPartition> partitions = partitions(topic);
    Map<TopicPartition, Long> begin = offsets(partitions, OffsetSpec.earliest(), isolation);
    Map<TopicPartition, Long> end = offsets(partitions, OffsetSpec.latest(), isolation);
    Map<TopicPartition, Long> due = due(partitions, isolation);
    return new KafkaBacklog(
        group,
        topic,
        partitions.stream()
            .map(
                each ->
                    new KafkaBacklog.Partition(
                        each.partition(),
                        offset(committed.get(each)),
                        begin.getOrDefault(each, 0L),
                        due.getOrDefault(each, 0L),
                        end.getOrDefault(each, 0L)))
            .toList());
  }

  private static long offset(@Nullable OffsetAndMetadata committed) {
    return committed == null ? KafkaBacklog.NONE : committed.offset();
  }

  private List<TopicPartition> partitions(String topic) {
    return inquiry
        .get(
            Objects.requireNonNull(
                inquiry.admin().describeTopics(List.of(topic)).topicNameValues().get(topic)))
        .partitions()
        .stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .sorted(Comparator.comparing(TopicPartition::partition))
        .toList();
  }

  /** The first record that is not overdue; the end when all are. */
  private Map<TopicPartition, Long> due(List<TopicPartition> partitions, IsolationLevel isolation) {
    Map<TopicPartition, Long> first =
        new HashMap<>(offsets(partitions, OffsetSpec.forTimestamp(due.toEpochMilli()), isolation));
    Map<TopicPartition, Long> end = offsets(partitions, OffsetSpec.latest(), isolation);
    first.replaceAll((partition, offset) -> offset < 0 ? end.getOrDefault(partition, 0L) : offset);
    return first;
  }

  private Map<TopicPartition, Long> offsets(
      List<TopicPartition> partitions, OffsetSpec which, IsolationLevel isolation) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, which));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    Map<TopicPartition, ListOffsetsResultInfo> found =
        inquiry.get(inquiry.admin().listOffsets(wanted, new ListOffsetsOptions(isolation)).all());
    found.forEach((partition, offset) -> offsets.put(partition, offset.offset()));
    return offsets;
  }

  /** The offsets of each group that there is and this client may see. */
  private Map<String, Map<TopicPartition, OffsetAndMetadata>> committed(List<String> groups) {
    if (groups.isEmpty()) {
      return Map.of();
    }
    Map<String, ListConsumerGroupOffsetsSpec> wanted = new HashMap<>();
    groups.forEach(group -> wanted.put(group, new ListConsumerGroupOffsetsSpec()));
    ListConsumerGroupOffsetsResult answer = inquiry.admin().listConsumerGroupOffsets(wanted);
    Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = new HashMap<>();
    for (String group : groups) {
      try {
        committed.put(group, inquiry.get(answer.partitionsToOffsetAndMetadata(group)));
      } catch (GroupIdNotFoundException e) {
        // It has never committed any.
      } catch (AuthorizationException e) {
        // Of many, what may be seen is enough; of one alone it is all that was asked.
        if (groups.size() == 1) {
          throw e;
        }
      }
    }
    return committed;
  }
}
