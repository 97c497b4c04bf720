package dev.sluice.stream;

import java.io.Serializable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a job that restores no state starts to read events. Partitions that appear later are read
 * from their first event.
 *
 * @param from time of the Kafka record to start with; null unless {@code kind} is {@link
 *     Kind#TIMESTAMP}
 */
public record KafkaStart(Kind kind, @Nullable Instant from) implements Serializable {
  /** Goes on where the consumer group stood, and takes everything where it never was. */
  public static final KafkaStart DEFAULT = new KafkaStart(Kind.COMMITTED_OR_EARLIEST, null);

  private static final String TIMESTAMP = "timestamp:";

  /** The rule by which an offset is found. */
  public enum Kind {
    /** The first event there is. */
    EARLIEST,
    /** The first event after the start. */
    LATEST,
    /** Where the consumer group stands; to stand nowhere is an error. */
    COMMITTED,
    /** Where the consumer group stands, else the first event there is. */
    COMMITTED_OR_EARLIEST,
    /** Where the consumer group stands, else the first event after the start. */
    COMMITTED_OR_LATEST,
    /** The first event whose record has the time or a later one. */
    TIMESTAMP
  }

  public KafkaStart {
    if ((kind == Kind.TIMESTAMP) != (from != null)) {
      throw new IllegalArgumentException("a time is given with " + Kind.TIMESTAMP + " and alone");
    }
  }

  /**
   * Reads {@code earliest}, {@code latest}, {@code committed}, {@code committed-or-earliest},
   * {@code committed-or-latest} or {@code timestamp:} with an ISO instant.
   *
   * @throws IllegalArgumentException when {@code text} is nothing of that
   */
  public static KafkaStart parse(String text) {
    if (text.startsWith(TIMESTAMP)) {
      return new KafkaStart(Kind.TIMESTAMP, instant(text));
    }
    for (Kind kind : Kind.values()) {
      if (kind != Kind.TIMESTAMP && name(kind).equals(text)) {
        return new KafkaStart(kind, null);
      }
    }
    throw unknown(text, null);
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text.substring(TIMESTAMP.length()));
    } catch (DateTimeParseException e) {
      throw unknown(text, e);
    }
  }

  private static IllegalArgumentException unknown(String text, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "start '"
            + text
            + "': expected earliest, latest, committed, committed-or-earliest, committed-or-latest"
            + " or timestamp:2026-11-20T09:00:00Z",
        cause);
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return from == null ? name(kind) : TIMESTAMP + from;
  }
}
