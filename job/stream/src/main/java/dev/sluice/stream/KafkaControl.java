package dev.sluice.stream;

import dev.sluice.stream.KafkaTopicReader.Contents;
import dev.sluice.stream.KafkaTopicReader.Message;
import dev.sluice.stream.control.ControlKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The topics of rules, for those who change rules from outside of the job. Immutable; every call
 * has its own connection and gives up after one timeout.
 */
public final class KafkaControl {
  private final KafkaOptions options;
  private final Duration timeout;

  /**
   * @param timeout of each call
   */
  public KafkaControl(KafkaOptions options, Duration timeout) {
    this.options = options;
    this.timeout = timeout;
  }

  /**
   * A record for the control topic.
   *
   * @param value null to take away what stands under {@code key}
   */
  public record Change(ControlKey key, byte @Nullable [] value) {}

  /**
   * What is proposed, and the files it may need.
   *
   * @throws KafkaReadException when it cannot be read in time
   */
  public Contents control() {
    return new KafkaTopicReader(options).read(options.topics().control(), timeout);
  }

  /**
   * What was accepted.
   *
   * @throws KafkaReadException when it cannot be read in time
   */
  public Contents rulesets() {
    return new KafkaTopicReader(options).read(options.topics().rulesets(), timeout);
  }

  /**
   * What the job has said of rules, from the first record on.
   *
   * @throws KafkaReadException when it cannot be read in time
   */
  public KafkaTail status() {
    return KafkaTail.open(options, options.topics().status(), timeout);
  }

  /**
   * What subtasks have said of themselves since {@code from}, by the clocks of those who wrote it.
   *
   * @throws KafkaReadException when it cannot be read in time
   */
  public KafkaTail metrics(Instant from) {
    return KafkaTail.open(options, options.topics().metrics(), timeout, from);
  }

  /**
   * Writes {@code changes} to the control topic, the last one when all replicas have the others;
   * returns when they have that, too, and it has been read back.
   *
   * @throws KafkaWriteException when that is not so in time; some may be written then, the last one
   *     only if all others are
   * @throws KafkaReadException when the last one cannot be read
   */
  public void write(List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    long offset = writeAll(changes);
    Change last = changes.get(changes.size() - 1);
    Message found = KafkaTail.readOne(options, options.topics().control(), offset, timeout);
    if (!last.key().text().equals(found.key()) || !Arrays.equals(last.value(), found.value())) {
      throw unwritable("at offset " + offset + " stands another record than was written", null);
    }
  }

  /** Returns the offset of the last. */
  private long writeAll(List<Change> changes) {
    ByteArraySerializer bytes = new ByteArraySerializer();
    KafkaProducer<byte[], byte[]> producer = null;
    try {
      producer = new KafkaProducer<>(producer(), bytes, bytes);
      int last = changes.size() - 1;
      long deadline = System.nanoTime() + timeout.toNanos();
      send(changes.subList(0, last), producer, deadline);
      return send(changes.subList(last, last + 1), producer, deadline);
    } catch (ExecutionException | KafkaException e) {
      throw unwritable(reason(e), e);
    } catch (TimeoutException e) {
      throw unwritable("not within " + timeout.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unwritable("interrupted", e);
    } finally {
      if (producer != null) {
        producer.close(Duration.ZERO);
      }
    }
  }

  /** Returns the offset of the last when all replicas have them; 0 when there are none. */
  private long send(
      List<Change> changes, KafkaProducer<byte[], byte[]> producer, long deadlineNanos)
      throws ExecutionException, InterruptedException, TimeoutException {
    String topic = options.topics().control();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (Change change : changes) {
      sent.add(producer.send(new ProducerRecord<>(topic, key(change), change.value())));
    }
    long offset = 0;
    for (Future<RecordMetadata> record : sent) {
      long left = Math.max(1, deadlineNanos - System.nanoTime());
      offset = record.get(left, TimeUnit.NANOSECONDS).offset();
    }
    return offset;
  }

  private static String reason(Exception failure) {
    Throwable cause = failure.getCause();
    return String.valueOf((cause == null ? failure : cause).getMessage());
  }

  private static byte[] key(Change change) {
    return change.key().text().getBytes(StandardCharsets.UTF_8);
  }

  private Properties producer() {
    Properties properties = KafkaClients.producer(options);
    String millis = Long.toString(timeout.toMillis());
    properties.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "0");
    properties.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
    properties.setProperty(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    properties.setProperty(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
    return properties;
  }

  private KafkaWriteException unwritable(String why, @Nullable Throwable cause) {
    return new KafkaWriteException(
        options.bootstrapServers()
            + ": topic "
            + options.topics().control()
            + " cannot be written: "
            + why,
        cause);
  }
}
