package dev.sluice.bench.e2e;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the committed records of topics from their beginning, on a thread of its own. */
final class TopicTail implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long CLOSE_MILLIS = 10_000;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Consumer<ConsumerRecord<byte[], byte[]>> reader;
  private final Thread thread = new Thread(this::run, "tail");
  private volatile boolean closed;
  private volatile @Nullable RuntimeException failure;

  /**
   * @param reader called by one thread
   */
  TopicTail(
      String bootstrapServers,
      List<String> topics,
      Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    this.reader = reader;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "fetch.max.wait.ms", "50",
                "enable.auto.commit", "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Looks whether it still reads.
   *
   * @throws IllegalStateException when it does not
   */
  void check() {
    RuntimeException reason = failure;
    if (reason != null) {
      throw new IllegalStateException("records could not be read", reason);
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join(CLOSE_MILLIS);
  }

  private void run() {
    try (consumer) {
      while (!closed) {
        consumer.poll(POLL).forEach(reader);
      }
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
  }
}
