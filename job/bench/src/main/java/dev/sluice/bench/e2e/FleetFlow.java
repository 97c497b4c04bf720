package dev.sluice.bench.e2e;

import dev.sluice.bench.Fleet;
import dev.sluice.bench.Fleet.Made;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the events of a fleet as a collector does: keyed by host, packed, and a second or two after
 * they have happened. For one thread.
 */
final class FleetFlow implements AutoCloseable {
  private static final long TICK_NANOS = 5_000_000;
  private static final long DELAY_SECONDS = 1;
  private static final Duration CLOSE = Duration.ofSeconds(10);

  private final Fleet fleet;
  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<Place, Long> appended = new ConcurrentHashMap<>();
  private volatile boolean noting;
  private volatile @Nullable Exception failure;
  private long sent;

  FleetFlow(String bootstrapServers, String topic, Fleet fleet) {
    this.fleet = fleet;
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "acks", "all",
                "enable.idempotence", "true",
                "linger.ms", "5",
                "batch.size", "131072",
                "compression.type", "lz4"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Number of events sent so far. */
  long sent() {
    return sent;
  }

  /** Has {@code each} processes start on every host. */
  void start(int each) {
    for (int number = 0; number < each; number++) {
      for (int host = 0; host < fleet.hosts(); host++) {
        send(fleet.creation(host, number, epochSecond()));
      }
    }
  }

  /** Sends so many events as fast as it can. */
  void send(long count) {
    for (long i = 0; i < count; i++) {
      send(fleet.next(epochSecond()));
    }
  }

  /** Sends at a steady rate. */
  void pace(double perSecond, Duration during) {
    long start = System.nanoTime();
    long first = sent;
    for (long now = start; now - start < during.toNanos(); now = System.nanoTime()) {
      long due = first + (long) ((now - start) * 1e-9 * perSecond);
      while (sent < due) {
        send(fleet.next(epochSecond()));
      }
      LockSupport.parkNanos(TICK_NANOS);
    }
  }

  /** From now on is noted when events are appended. */
  void note() {
    noting = true;
  }

  /** Waits for all that was sent; returns when those were appended that were noted. */
  Map<Place, Long> appended() {
    producer.flush();
    check();
    return new HashMap<>(appended);
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }

  private static long epochSecond() {
    return System.currentTimeMillis() / 1000 - DELAY_SECONDS;
  }

  private void send(Made made) {
    check();
    boolean noted = noting;
    sent++;
    var unused =
        producer.send(
            new ProducerRecord<>(topic, made.key(), made.value()),
            (record, error) -> taken(record, error, noted));
  }

  private void taken(RecordMetadata record, @Nullable Exception error, boolean noted) {
    if (error != null) {
      failure = error;
    } else if (noted) {
      appended.put(Place.of(record), record.timestamp());
    }
  }

  private void check() {
    Exception reason = failure;
    if (reason != null) {
      throw new IllegalStateException("events could not be sent", reason);
    }
  }
}
