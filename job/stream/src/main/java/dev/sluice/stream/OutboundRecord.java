package dev.sluice.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.flink.api.common.serialization.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to Kafka.
 *
 * @param key decides the partition; empty to leave that to the producer, but for a rule set, whose
 *     name it is
 * @param value JSON without a line end
 * @param alertId travels as a header, so that a reader of alerts can tell repetitions without
 *     parsing; null for what is no alert
 */
public record OutboundRecord(
    Destination destination, String key, byte[] value, @Nullable String alertId) {

  public OutboundRecord {
    if (destination == Destination.RULESETS && key.isEmpty()) {
      throw new IllegalArgumentException("a rule set without a name: its topic is compacted by it");
    }
  }

  /** Which of the topics a record goes to, and how. */
  public enum Destination {
    ALERTS(true),
    ALERTS_SHADOW(true),
    ALERTS_OVERFLOW(true),
    DEAD_LETTER(true),
    LATE(true),
    ALERTS_FAST(false),
    RULESETS(false),
    STATUS(false),
    METRICS(false);

    private final boolean exactlyOnce;

    Destination(boolean exactlyOnce) {
      this.exactlyOnce = exactlyOnce;
    }

    /** Whether it is written in the job's transactions; at least once otherwise. */
    boolean exactlyOnce() {
      return exactlyOnce;
    }

    /**
     * The name of the topic.
     *
     * @throws IllegalArgumentException when the deployment has no such topic
     */
    String topic(KafkaTopics topics) {
      return switch (this) {
        case ALERTS -> topics.alerts();
        case ALERTS_SHADOW -> topics.alertsShadow();
        case ALERTS_OVERFLOW -> topics.alertsOverflow();
        case DEAD_LETTER -> topics.deadLetter();
        case LATE -> topics.late();
        case ALERTS_FAST -> fast(topics);
        case RULESETS -> topics.rulesets();
        case STATUS -> topics.status();
        case METRICS -> topics.metrics();
      };
    }

    private static String fast(KafkaTopics topics) {
      if (topics.alertsFast() == null) {
        throw new IllegalArgumentException("no topic of fast alerts is named");
      }
      return topics.alertsFast();
    }
  }

  /** An alert, keyed by its host. */
  static OutboundRecord of(Destination destination, Alert alert) {
    return new OutboundRecord(destination, alert.host(), alert.json(), alert.alertId());
  }

  /** The same with another value. */
  OutboundRecord with(byte[] other) {
    return new OutboundRecord(destination, key, other, alertId);
  }

  /** A dead letter, keyed by the partition it was read from. */
  static OutboundRecord of(UndecodableEvent event) {
    String key = event.origin().name() + "/" + event.origin().partition();
    byte[] value = encoded(event, Lines.undecodableEvents());
    return new OutboundRecord(Destination.DEAD_LETTER, key, value, null);
  }

  private static <T> byte[] encoded(T element, Encoder<T> lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      lines.encode(element, out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    byte[] line = out.toByteArray();
    return Arrays.copyOf(line, line.length - 1);
  }

  /** Names the place only, for the value may hold secrets. */
  @Override
  public String toString() {
    return "OutboundRecord to " + destination;
  }
}
