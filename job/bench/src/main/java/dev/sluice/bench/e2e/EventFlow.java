package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.EventLog.Legal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends events on a thread of its own at a steady rate, up to a number that is raised step by step.
 */
final class EventFlow implements AutoCloseable {
  private static final long TICK_NANOS = 5_000_000;
  private static final long CLOSE_MILLIS = 10_000;

  private final NumberedEvents events;
  private final EventLog log;
  private final String topic;
  private final int perSecond;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Thread thread = new Thread(this::run, "events");
  private Legal legal = Legal.only(1);
  private int next;
  private volatile int limit;
  private volatile boolean closed;
  private volatile @Nullable Exception failure;

  EventFlow(
      String bootstrapServers, String topic, NumberedEvents events, EventLog log, int perSecond) {
    this.events = events;
    this.log = log;
    this.topic = topic;
    this.perSecond = perSecond;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "acks", "all",
                "enable.idempotence", "true",
                "linger.ms", "5",
                "max.request.size", "4194304",
                "compression.type", "lz4"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Lets events go out up to number {@code count}, exclusively. */
  void allow(int count) {
    limit = Math.min(count, log.size());
  }

  /** Whether Kafka has taken the first {@code count} events. */
  boolean hasSent(int count) {
    Exception reason = failure;
    if (reason != null) {
      throw new IllegalStateException("events could not be sent", reason);
    }
    return log.acknowledged() >= count;
  }

  /** From now on these versions may judge what is sent; returns the number of the next event. */
  synchronized int legal(Legal versions) {
    legal = versions;
    return next;
  }

  /** Lets no more events go out; returns the number of the next one. */
  synchronized int hold() {
    limit = next;
    return next;
  }

  /** The number of the next event. */
  synchronized int next() {
    return next;
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join(CLOSE_MILLIS);
    producer.close(Duration.ofMillis(CLOSE_MILLIS));
  }

  private void run() {
    double due = 0;
    long last = System.nanoTime();
    while (!closed && failure == null) {
      LockSupport.parkNanos(TICK_NANOS);
      long now = System.nanoTime();
      due = Math.min(due + (now - last) * 1e-9 * perSecond, perSecond);
      last = now;
      while (due >= 1 && sendNext()) {
        due--;
      }
    }
  }

  /** Returns false when no more events are allowed. */
  private synchronized boolean sendNext() {
    if (next >= limit) {
      return false;
    }
    int number = next;
    next++;
    log.sending(number, legal);
    var unused =
        producer.send(
            new ProducerRecord<>(topic, events.partition(number), null, events.event(number)),
            (sent, error) -> acknowledged(number, sent, error));
    return true;
  }

  private void acknowledged(int number, RecordMetadata sent, @Nullable Exception error) {
    if (error == null) {
      log.sent(number, sent.partition(), sent.offset());
    } else {
      failure = error;
    }
  }
}
