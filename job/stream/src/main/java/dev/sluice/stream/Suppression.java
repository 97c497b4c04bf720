package dev.sluice.stream;

import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.Value;
import dev.sluice.engine.sigma.Hashes;
import dev.sluice.stream.control.ManifestEntry;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * Which alerts of a rule say the same: those of one host whose events agree in some fields, less
 * than an interval of event time apart.
 *
 * @param fields names of Sigma fields, in any order; none when every alert of the rule on a host
 *     says the same
 * @param interval from {@link #MIN_INTERVAL} to {@link #MAX_INTERVAL}
 */
public record Suppression(List<String> fields, Duration interval) implements Serializable {
  public static final int MAX_FIELDS = ManifestEntry.Suppress.MAX_FIELDS;
  public static final Duration MIN_INTERVAL = Duration.ofSeconds(1);
  public static final Duration MAX_INTERVAL =
      Duration.ofSeconds(ManifestEntry.Suppress.MAX_SECONDS);

  private static final String COMPOSITE = "{}";

  public Suppression {
    fields = fields.stream().distinct().sorted().toList();
    if (fields.size() > MAX_FIELDS || fields.contains("")) {
      throw new IllegalArgumentException(
          "suppression needs at most " + MAX_FIELDS + " fields, each with a name: " + fields);
    }
    if (interval.compareTo(MIN_INTERVAL) < 0 || interval.compareTo(MAX_INTERVAL) > 0) {
      throw new IllegalArgumentException(
          "the interval of suppression must be from %s to %s, not %s"
              .formatted(MIN_INTERVAL, MAX_INTERVAL, interval));
    }
  }

  /** As a manifest states it. */
  static Suppression of(ManifestEntry.Suppress suppress) {
    return new Suppression(suppress.fields(), Duration.ofSeconds(suppress.seconds()));
  }

  /**
   * What events with the same values have in common: a digest, so that neither its size nor its
   * text depends on what is in an event.
   *
   * <p>Values are folded, and those of an array count in their order. A null is as good as absent,
   * as it is for Sigma, and one object as good as another.
   */
  SuppressionKey key(Event event) {
    StringBuilder text = new StringBuilder();
    for (String field : fields) {
      append(field, text);
      for (Value value : event.values(field)) {
        append(value, text);
      }
      text.append(';');
    }
    return new SuppressionKey(digest(text), interval);
  }

  private static void append(Value value, StringBuilder text) {
    switch (value.kind()) {
      case STRING, NUMBER, BOOLEAN -> append(value.folded(), text);
      case COMPOSITE -> text.append(COMPOSITE);
      case NULL -> {}
    }
  }

  /** The length in front keeps {@code a, bc} from being {@code ab, c}. */
  private static void append(String part, StringBuilder text) {
    text.append(part.length()).append(':').append(part);
  }

  /** Of the characters, not of UTF-8, in which all halves of surrogate pairs are the same. */
  private static String digest(StringBuilder text) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length() * Character.BYTES);
    bytes.asCharBuffer().put(text.toString());
    return Hashes.sha256(bytes.array());
  }
}
