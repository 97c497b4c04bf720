package dev.sluice.engine.join;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.engine.event.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The records of one event as one document: {@code audit_id}, {@code host}, {@code time}, {@code
 * missing}, and under each type of record the records as they came, in the order of their origins;
 * a list where there are several. Only when the event was not given out at its time does it say so,
 * as {@code early} or {@code late}.
 *
 * @param bytes the document
 * @param origin of its first record
 * @param timeMillis of its earliest record
 * @param release when it was given out
 * @param missing types of records that are known to be missing or not complete
 */
public record JoinedEvent(
    byte[] bytes, Origin origin, long timeMillis, Release release, List<String> missing) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  public JoinedEvent {
    missing = List.copyOf(missing);
  }

  /** When an event was given out. */
  public enum Release {
    /** When its wait was over. */
    ON_TIME,
    /** Before: too much was waiting. */
    EARLY,
    /** When what is in it had been given out before. */
    LATE
  }

  /** Returns whether something of the event is or may be missing. */
  public boolean isIncomplete() {
    return release != Release.ON_TIME || !missing.isEmpty();
  }

  static JoinedEvent of(String host, PendingEvent event, Release release) {
    List<String> missing = MissingRecords.of(event.parts());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(event.bytes() + 256);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("audit_id", event.id());
      json.writeStringField("host", host);
      json.writeStringField("time", Instant.ofEpochMilli(event.timeMillis()).toString());
      json.writeFieldName("missing");
      json.writeArray(missing.toArray(String[]::new), 0, missing.size());
      if (release != Release.ON_TIME) {
        json.writeStringField("released", release == Release.EARLY ? "early" : "late");
      }
      for (Map.Entry<String, List<String>> records : byType(event.parts()).entrySet()) {
        json.writeFieldName(records.getKey());
        json.writeRawValue(one(records.getValue()));
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new JoinedEvent(
        bytes.toByteArray(), event.origin(), event.timeMillis(), release, missing);
  }

  private static Map<String, List<String>> byType(List<PendingEvent.Part> parts) {
    Map<String, List<String>> byType = new LinkedHashMap<>();
    for (PendingEvent.Part part : parts) {
      byType.computeIfAbsent(part.type(), type -> new ArrayList<>()).add(text(part.bytes()));
    }
    return byType;
  }

  private static String text(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return (text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text).strip();
  }

  private static String one(List<String> records) {
    return records.size() == 1 ? records.get(0) : "[" + String.join(",", records) + "]";
  }
}
