package dev.sluice.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.stream.DetectCounters.Totals;
import dev.sluice.stream.control.StatusOrigin;
import dev.sluice.stream.control.StatusOriginJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * What one subtask did for a while, as it stands on the metrics topic.
 *
 * @param origin who says so
 * @param ruleSet its name
 * @param version of the set in force at the end
 * @param hash of that set, see {@link RuleSources#hash()}
 * @param from by the clock of the machine
 * @param to the first time outside
 * @param rules those that fired, the busiest first
 */
record MetricsRecord(
    StatusOrigin origin,
    String ruleSet,
    long version,
    String hash,
    Instant from,
    Instant to,
    Totals totals,
    List<RuleFigure> rules) {
  /** More than a thousand rules. */
  static final int MAX_BYTES = 256 << 10;

  private static final int SCHEMA_VERSION = 1;
  private static final int MAX_ID_CHARACTERS = 256;

  /** For everything but the rules. */
  private static final int HEAD_BYTES = 2048;

  private static final JsonFactory JSON = new JsonFactory();

  MetricsRecord {
    rules = List.copyOf(rules);
  }

  private interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  /**
   * Returns the record as JSON of {@code maxBytes} at most; rules that find no room, which are the
   * least busy, are counted only.
   */
  byte[] toJson(int maxBytes) {
    return text(json -> write(json, maxBytes)).getBytes(StandardCharsets.UTF_8);
  }

  private void write(JsonGenerator json, int maxBytes) throws IOException {
    json.writeStartObject();
    json.writeNumberField("schemaVersion", SCHEMA_VERSION);
    json.writeStringField("ruleSet", ruleSet);
    json.writeNumberField("version", version);
    json.writeStringField("hash", hash);
    StatusOriginJson.write(json, origin);
    json.writeStringField("from", from.toString());
    json.writeStringField("to", to.toString());
    json.writeNumberField("events", totals.events());
    json.writeNumberField("bytes", totals.bytes());
    json.writeNumberField("unrouted", totals.unrouted());
    json.writeNumberField("undecodable", totals.undecodable());
    int written = writeRules(json, maxBytes - HEAD_BYTES);
    json.writeNumberField("rulesOmitted", rules.size() - written);
    json.writeEndObject();
  }

  /** Returns how many there was room for. */
  private int writeRules(JsonGenerator json, int maxBytes) throws IOException {
    json.writeArrayFieldStart("rules");
    int written = 0;
    int left = maxBytes;
    for (RuleFigure rule : rules) {
      String text = text(inner -> write(inner, rule));
      left -= text.getBytes(StandardCharsets.UTF_8).length + 1;
      if (left < 0) {
        break;
      }
      json.writeRawValue(text);
      written++;
    }
    json.writeEndArray();
    return written;
  }

  private static void write(JsonGenerator json, RuleFigure rule) throws IOException {
    json.writeStartObject();
    String id = rule.ruleId();
    json.writeStringField(
        "id", id.length() <= MAX_ID_CHARACTERS ? id : id.substring(0, MAX_ID_CHARACTERS));
    json.writeNumberField("matches", rule.matches());
    writeUnlessZero(json, "shadow", rule.shadow());
    writeUnlessZero(json, "suppressed", rule.suppressed());
    writeUnlessZero(json, "overflowed", rule.overflowed());
    json.writeEndObject();
  }

  private static void writeUnlessZero(JsonGenerator json, String key, long number)
      throws IOException {
    if (number != 0) {
      json.writeNumberField(key, number);
    }
  }

  /** By way of a text, for UTF-8 has no form for half a surrogate pair. */
  private static String text(Content content) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.toString();
  }
}
