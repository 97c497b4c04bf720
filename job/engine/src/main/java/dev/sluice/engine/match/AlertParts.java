package dev.sluice.engine.match;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.engine.sigma.AlertHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The parts that the alerts of rules and those of correlations have in common. */
final class AlertParts {

  /** With less, what an alert is about could not be said. */
  static final int LEAST_BYTES = 32 << 10;

  private static final JsonFactory JSON = new JsonFactory();
  private static final String ENGINE_VERSION = engineVersion();

  private AlertParts() {}

  /** Writes the members of an object. */
  interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  /** An object as UTF-8 without a line end. */
  static byte[] object(Members members) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.toByteArray();
  }

  /** {@code maxBytes}, when an alert can be written in so many. */
  static int checked(int maxBytes) {
    if (maxBytes < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "the largest alert must be at least " + LEAST_BYTES + " bytes, not " + maxBytes);
    }
    return maxBytes;
  }

  static void writeHead(
      JsonGenerator json, String alertId, AlertHeader rule, RuleSetName ruleSet, AlertExtent extent)
      throws IOException {
    json.writeNumberField("schemaVersion", AlertWriter.SCHEMA_VERSION);
    json.writeStringField("alertId", alertId);
    writeRule(json, rule, extent);
    json.writeObjectFieldStart("ruleSet");
    json.writeStringField("name", extent.text(ruleSet.name()));
    json.writeNumberField("version", ruleSet.version());
    json.writeStringField("hash", ruleSet.hash());
    json.writeEndObject();
  }

  static void writeEngine(JsonGenerator json, String detectedAt) throws IOException {
    json.writeStringField("detectedAt", detectedAt);
    json.writeStringField("engineVersion", ENGINE_VERSION);
  }

  private static void writeRule(JsonGenerator json, AlertHeader rule, AlertExtent extent)
      throws IOException {
    json.writeObjectFieldStart("rule");
    json.writeStringField("id", extent.text(rule.id()));
    json.writeStringField("title", extent.text(rule.title()));
    json.writeStringField("level", extent.text(rule.level()));
    json.writeStringField("status", extent.text(rule.status()));
    json.writeStringField("author", extent.text(rule.author()));
    json.writeStringField("description", extent.text(rule.description()));
    writeTexts(json, "tags", rule.tags(), extent);
    writeTexts(json, "references", rule.references(), extent);
    writeTexts(json, "falsepositives", rule.falsePositives(), extent);
    json.writeStringField("path", extent.text(rule.path()));
    json.writeStringField("contentHash", rule.contentHash());
    json.writeEndObject();
  }

  static void writeTexts(JsonGenerator json, String key, List<String> texts, AlertExtent extent)
      throws IOException {
    json.writeArrayFieldStart(key);
    for (String text : extent.items(texts)) {
      json.writeString(extent.text(text));
    }
    json.writeEndArray();
  }

  private static String engineVersion() {
    String version = AlertParts.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
