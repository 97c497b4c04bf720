package dev.sluice.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.engine.correlate.CompiledCorrelation;
import dev.sluice.engine.correlate.Contribution;
import dev.sluice.engine.correlate.Signal;
import dev.sluice.engine.match.OriginJson;
import dev.sluice.stream.OutboundRecord.Destination;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** What stands on the topic of late signals: what a correlation could no longer look at. */
final class LateRecords {
  private static final int SCHEMA_VERSION = 1;
  private static final int MAX_CHARACTERS = 1024;
  private static final JsonFactory JSON = new JsonFactory();

  private LateRecords() {}

  /** Why a correlation could not look at it. */
  enum Reason {
    /** It came later than is allowed. */
    LATE,
    /** Its window has been judged, and the verdict is final. */
    FINAL
  }

  /**
   * A signal that came too late for {@code correlation}, keyed as an alert of its group would be.
   *
   * @param watermarkMillis where the clock stood
   */
  static OutboundRecord of(
      Signal signal, CompiledCorrelation correlation, Reason reason, long watermarkMillis) {
    String key = SignalKey.host(signal.from().host(), signal.group());
    byte[] value = json(signal, correlation, reason, watermarkMillis);
    return new OutboundRecord(Destination.LATE, key, value, null);
  }

  /** By way of a text, for UTF-8 has no form for half a surrogate pair. */
  private static byte[] json(
      Signal signal, CompiledCorrelation correlation, Reason reason, long watermarkMillis) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("schemaVersion", SCHEMA_VERSION);
      json.writeStringField("reason", reason.name());
      writeCorrelation(json, correlation);
      writeGroup(json, correlation.definition().groupBy(), signal.group());
      writeFrom(json, signal.from(), correlation);
      json.writeStringField("watermark", Instant.ofEpochMilli(watermarkMillis).toString());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void writeCorrelation(JsonGenerator json, CompiledCorrelation correlation)
      throws IOException {
    json.writeObjectFieldStart("correlation");
    json.writeStringField("id", cut(correlation.id()));
    json.writeStringField("title", cut(correlation.header().title()));
    json.writeStringField("definitionHash", correlation.definitionHash());
    json.writeEndObject();
  }

  private static void writeGroup(JsonGenerator json, List<String> fields, List<String> values)
      throws IOException {
    json.writeObjectFieldStart("group");
    for (int i = 0; i < fields.size(); i++) {
      json.writeStringField(cut(fields.get(i)), cut(values.get(i)));
    }
    json.writeEndObject();
  }

  private static void writeFrom(
      JsonGenerator json, Contribution from, CompiledCorrelation correlation) throws IOException {
    String rule = correlation.definition().inputs().get(from.input()).ruleId();
    json.writeStringField("rule", cut(rule));
    json.writeStringField("eventTime", Instant.ofEpochMilli(from.timeMillis()).toString());
    if (from.alertId() != null) {
      json.writeStringField("alertId", from.alertId());
    } else {
      OriginJson.write(json, from.origin(), LateRecords::cut);
    }
  }

  private static String cut(String text) {
    return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS);
  }
}
