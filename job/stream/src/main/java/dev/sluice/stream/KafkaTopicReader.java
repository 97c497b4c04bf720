package dev.sluice.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads topics of one partition as they are now, outside of any job. Immutable; every call has its
 * own connection.
 */
public final class KafkaTopicReader {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final String FETCH_WAIT_MILLIS = "50";
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final KafkaOptions options;

  public KafkaTopicReader(KafkaOptions options) {
    this.options = options;
  }

  /**
   * What a topic held.
   *
   * @param messages in the order of the topic; of a compacted one not always only the last of a key
   * @param nextOffset of the first message that is not among them
   */
  public record Contents(List<Message> messages, long nextOffset) {
    public Contents {
      messages = List.copyOf(messages);
    }
  }

  /**
   * One record.
   *
   * @param value null for a tombstone
   */
  public record Message(
      @Nullable String key, byte @Nullable [] value, long offset, long timestampMillis) {}

  /**
   * Reads {@code topic} from its beginning to where it ends now, leaving out what is not committed.
   * What may pass, such as a broker that is not up yet, is tried again until {@code timeout}.
   *
   * @throws KafkaReadException when that is over, when the topic has more than one partition, or
   *     when trying again would be of no use
   */
  public Contents read(String topic, Duration timeout) {
    Deadline deadline = new Deadline(System.nanoTime() + timeout.toNanos());
    while (true) {
      try {
        return readOnce(topic, deadline);
      } catch (InterruptException e) {
        throw e;
      } catch (RetriableException e) {
        if (deadline.left().compareTo(PAUSE) <= 0) {
          throw unreadable(topic, "not within " + timeout.toMillis() + " ms: " + text(e), e);
        }
        pause(topic);
      } catch (KafkaException e) {
        throw unreadable(topic, text(e), e);
      }
    }
  }

  private Contents readOnce(String topic, Deadline deadline) {
    Properties properties = KafkaClients.consumer(options);
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    // At the end of the topic there is nothing to wait for, and closing waits for what was asked.
    properties.setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
      TopicPartition partition = onlyPartition(consumer, topic, deadline);
      consumer.assign(List.of(partition));
      long end =
          consumer.endOffsets(List.of(partition), deadline.left()).getOrDefault(partition, 0L);
      consumer.seekToBeginning(List.of(partition));
      List<Message> messages = new ArrayList<>();
      while (consumer.position(partition, deadline.left()) < end) {
        deadline.check();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
          if (record.offset() < end) {
            messages.add(message(record));
          }
        }
      }
      return new Contents(messages, end);
    }
  }

  private TopicPartition onlyPartition(
      KafkaConsumer<byte[], byte[]> consumer, String topic, Deadline deadline) {
    int partitions = consumer.partitionsFor(topic, deadline.left()).size();
    if (partitions == 0) {
      throw new MissingTopicException();
    }
    if (partitions > 1) {
      throw unreadable(topic, "it has " + partitions + " partitions and must have one", null);
    }
    return new TopicPartition(topic, 0);
  }

  static Message message(ConsumerRecord<byte[], byte[]> record) {
    byte @Nullable [] key = record.key();
    return new Message(
        key == null ? null : new String(key, StandardCharsets.UTF_8),
        record.value(),
        record.offset(),
        record.timestamp());
  }

  private void pause(String topic) {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreadable(topic, "interrupted", e);
    }
  }

  private KafkaReadException unreadable(String topic, String why, @Nullable Throwable cause) {
    return new KafkaReadException(
        options.bootstrapServers() + ": topic " + topic + " cannot be read: " + why, cause);
  }

  /** The cause says more than Kafka's "Failed to construct kafka consumer". */
  private static String text(Throwable failure) {
    Throwable cause = failure.getCause();
    String message = failure.getMessage();
    return cause == null ? String.valueOf(message) : message + ": " + cause.getMessage();
  }

  /** The topic may be on its way: it is looked for again. */
  private static final class MissingTopicException extends RetriableException {
    private static final long serialVersionUID = 1;

    MissingTopicException() {
      super("there is no such topic");
    }
  }

  private record Deadline(long atNanos) {
    /** What is left, and a millisecond at the end, for zero makes some calls wait for ever. */
    Duration left() {
      return Duration.ofNanos(Math.max(atNanos - System.nanoTime(), 1_000_000));
    }

    void check() {
      if (System.nanoTime() > atNanos) {
        throw new org.apache.kafka.common.errors.TimeoutException("the end was not reached");
      }
    }
  }
}
