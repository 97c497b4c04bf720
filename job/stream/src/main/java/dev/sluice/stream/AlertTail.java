package dev.sluice.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Committed alerts, from where their topic ended when it was first looked at. It has no group: it
 * commits nothing, needs no leave to, and nobody waits for it. After a failure it goes on where it
 * was. Not thread-safe.
 */
final class AlertTail implements AutoCloseable {
  /** Heartbeats wait for as long. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final KafkaOptions options;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private @Nullable KafkaConsumer<byte[], byte[]> consumer;

  AlertTail(KafkaOptions options) {
    this.options = options;
  }

  boolean isOpen() {
    return consumer != null;
  }

  /**
   * Connects, or looks for partitions that were added.
   *
   * @throws KafkaException when there is no such topic, or it cannot be read
   */
  void open() {
    KafkaConsumer<byte[], byte[]> open = consumer == null ? connect() : consumer;
    consumer = open;
    String topic = options.topics().alerts();
    List<TopicPartition> partitions =
        open.partitionsFor(topic).stream()
            .map(each -> new TopicPartition(topic, each.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new KafkaException("there is no topic " + topic);
    }
    if (positions.isEmpty()) {
      positions.putAll(open.endOffsets(partitions));
    }
    if (open.assignment().size() < partitions.size()) {
      open.assign(partitions);
      partitions.forEach(each -> open.seek(each, positions.getOrDefault(each, 0L)));
    }
  }

  /**
   * Hands over the alerts on heartbeats that have come, and waits for some.
   *
   * @throws KafkaException when the topic cannot be read
   */
  void poll(Duration timeout, Consumer<Heartbeat> reader) {
    KafkaConsumer<byte[], byte[]> open = consumer;
    if (open == null) {
      throw new IllegalStateException("not open");
    }
    for (ConsumerRecord<byte[], byte[]> record : open.poll(timeout)) {
      byte @Nullable [] value = record.value();
      Heartbeat heartbeat = value == null ? null : Heartbeat.of(value);
      if (heartbeat != null) {
        reader.accept(heartbeat);
      }
    }
    open.assignment().forEach(each -> positions.put(each, open.position(each)));
  }

  private KafkaConsumer<byte[], byte[]> connect() {
    Properties properties = KafkaClients.consumer(options);
    properties.putIfAbsent(CommonClientConfigs.CLIENT_ID_CONFIG, Canary.CLIENT_ID);
    properties.putIfAbsent(
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(TIMEOUT.toMillis()));
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    // Only where retention, or a topic made anew, has taken what stood here.
    properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(properties, bytes, bytes);
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close(CloseOptions.timeout(Duration.ZERO));
      consumer = null;
    }
  }
}
