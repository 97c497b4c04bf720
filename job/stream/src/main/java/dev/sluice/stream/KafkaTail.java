package dev.sluice.stream;

import dev.sluice.stream.KafkaTopicReader.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topic from its first record on, or from a time on, outside of any job, and goes on with
 * what comes. Records of one partition come in their order. Not thread-safe.
 */
public final class KafkaTail implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaOptions options;
  private final String topic;

  private KafkaTail(KafkaConsumer<byte[], byte[]> consumer, KafkaOptions options, String topic) {
    this.consumer = consumer;
    this.options = options;
    this.topic = topic;
  }

  /**
   * Opens a topic.
   *
   * @throws KafkaReadException when there is none, or the cluster does not answer in time
   */
  static KafkaTail open(KafkaOptions options, String topic, Duration timeout) {
    return open(options, topic, timeout, Instant.EPOCH);
  }

  /** The same from the first record on that was written at {@code from} or later. */
  static KafkaTail open(KafkaOptions options, String topic, Duration timeout, Instant from) {
    KafkaTail tail = new KafkaTail(consumer(options, topic), options, topic);
    try {
      List<PartitionInfo> partitions = tail.consumer.partitionsFor(topic, timeout);
      if (partitions.isEmpty()) {
        throw tail.unreadable("there is no such topic", null);
      }
      List<TopicPartition> all =
          partitions.stream().map(p -> new TopicPartition(topic, p.partition())).toList();
      tail.consumer.assign(all);
      tail.seek(all, from, timeout);
      return tail;
    } catch (RuntimeException e) {
      tail.close();
      throw e instanceof KafkaException failure ? tail.unreadable(failure, timeout) : e;
    }
  }

  private void seek(List<TopicPartition> partitions, Instant from, Duration timeout) {
    consumer.seekToBeginning(partitions);
    if (from.equals(Instant.EPOCH)) {
      return;
    }
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
    consumer
        .offsetsForTimes(times, timeout)
        .forEach(
            (partition, found) -> {
              if (found == null) {
                consumer.seekToEnd(List.of(partition));
              } else {
                consumer.seek(partition, found.offset());
              }
            });
  }

  /**
   * Reads the record at {@code offset} of a topic of one partition, or the one after it when there
   * is none any more.
   *
   * @throws KafkaReadException when there is none in time
   */
  static Message readOne(KafkaOptions options, String topic, long offset, Duration timeout) {
    try (KafkaTail tail = new KafkaTail(consumer(options, topic), options, topic)) {
      TopicPartition partition = new TopicPartition(topic, 0);
      tail.consumer.assign(List.of(partition));
      tail.consumer.seek(partition, offset);
      List<Message> messages = new ArrayList<>();
      if (!tail.poll(timeout, messages::add)) {
        throw tail.unreadable("nothing within " + timeout.toMillis() + " ms", null);
      }
      return messages.get(0);
    }
  }

  /**
   * Hands over what there is, up to where the topic ends now, but for what was handed over before.
   *
   * @throws KafkaReadException when that end is not reached in time
   */
  public void readToEnd(Duration timeout, Consumer<Message> reader) {
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), timeout);
      for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
        while (consumer.position(end.getKey(), timeout) < end.getValue()) {
          if (System.nanoTime() > deadline) {
            throw unreadable("its end was not reached within " + timeout.toMillis() + " ms", null);
          }
          poll(POLL, reader);
        }
      }
    } catch (KafkaException e) {
      throw unreadable(e, timeout);
    }
  }

  /**
   * Hands over what has come, and waits for it; returns whether anything came in time.
   *
   * @throws KafkaReadException when the topic cannot be read any more
   */
  public boolean poll(Duration timeout, Consumer<Message> reader) {
    try {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(timeout);
      records.forEach(record -> reader.accept(KafkaTopicReader.message(record)));
      return !records.isEmpty();
    } catch (KafkaException e) {
      throw unreadable(e, timeout);
    }
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }

  private static KafkaConsumer<byte[], byte[]> consumer(KafkaOptions options, String topic) {
    Properties properties = KafkaClients.consumer(options);
    properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try {
      return new KafkaConsumer<>(properties, bytes, bytes);
    } catch (KafkaException e) {
      throw unreadable(options, topic, KafkaClients.reason(e), e);
    }
  }

  /** An interruption stays what it is. */
  private RuntimeException unreadable(KafkaException failure, Duration timeout) {
    if (failure instanceof InterruptException) {
      return failure;
    }
    String late = "not within " + timeout.toMillis() + " ms: ";
    String why = (failure instanceof TimeoutException ? late : "") + KafkaClients.reason(failure);
    return unreadable(why, failure);
  }

  private KafkaReadException unreadable(String why, @Nullable Throwable cause) {
    return unreadable(options, topic, why, cause);
  }

  private static KafkaReadException unreadable(
      KafkaOptions options, String topic, String why, @Nullable Throwable cause) {
    return new KafkaReadException(
        options.bootstrapServers() + ": topic " + topic + " cannot be read: " + why, cause);
  }
}
