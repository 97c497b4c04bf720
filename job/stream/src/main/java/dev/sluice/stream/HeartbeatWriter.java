package dev.sluice.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes heartbeats, each once: the client repeats what the broker may not have, under a number by
 * which the broker knows it. What fails is counted and said. Not thread-safe.
 */
final class HeartbeatWriter implements AutoCloseable {
  /** How long a topic that nothing is known of may hold up the others. */
  private static final Duration MAX_BLOCK = Duration.ofSeconds(10);

  private final KafkaOptions options;
  private final HeartbeatLedger ledger;
  private final CanaryMetrics metrics;
  private final InstantSource clock;
  private final Consumer<String> log;
  private final AtomicBoolean unusable = new AtomicBoolean();
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  HeartbeatWriter(
      KafkaOptions options,
      HeartbeatLedger ledger,
      CanaryMetrics metrics,
      InstantSource clock,
      Consumer<String> log) {
    this.options = options;
    this.ledger = ledger;
    this.metrics = metrics;
    this.clock = clock;
    this.log = log;
  }

  /** Writes one heartbeat to each partition of the events; does not wait for the brokers. */
  void writeAll() {
    AtomicBoolean said = new AtomicBoolean();
    for (String topic : options.topics().events()) {
      try {
        KafkaProducer<byte[], byte[]> open = open();
        for (PartitionInfo partition : open.partitionsFor(topic)) {
          write(open, new TopicPartition(topic, partition.partition()), said);
        }
      } catch (InterruptException e) {
        throw e;
      } catch (KafkaException e) {
        metrics.failed();
        fail(e, topic, said);
      }
    }
  }

  private void write(
      KafkaProducer<byte[], byte[]> open, TopicPartition partition, AtomicBoolean said) {
    Heartbeat heartbeat = ledger.next(partition);
    Instant now = clock.instant();
    byte[] event = heartbeat.event(partition.partition(), now);
    Future<RecordMetadata> unused =
        open.send(
            new ProducerRecord<>(
                partition.topic(), partition.partition(), now.toEpochMilli(), null, event),
            (written, failure) -> {
              if (failure == null) {
                metrics.sent();
              } else {
                ledger.forget(heartbeat);
                metrics.failed();
                fail(failure, partition.toString(), said);
              }
            });
  }

  private KafkaProducer<byte[], byte[]> open() {
    if (unusable.getAndSet(false)) {
      close();
    }
    KafkaProducer<byte[], byte[]> open = producer;
    if (open == null) {
      Properties properties = KafkaClients.producer(options);
      properties.putIfAbsent(CommonClientConfigs.CLIENT_ID_CONFIG, Canary.CLIENT_ID);
      properties.putIfAbsent(
          ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(MAX_BLOCK.toMillis()));
      properties.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
      properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "0");
      ByteArraySerializer bytes = new ByteArraySerializer();
      open = new KafkaProducer<>(properties, bytes, bytes);
      producer = open;
    }
    return open;
  }

  /** Says one failure of a round; a client may not get over what trying again does not mend. */
  private void fail(Exception failure, String where, AtomicBoolean said) {
    if (!(failure instanceof RetriableException)) {
      unusable.set(true);
    }
    if (!said.getAndSet(true)) {
      log.accept("heartbeats are not written to " + where + ": " + KafkaClients.reason(failure));
    }
  }

  /** What is under way is given up. */
  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }
}
