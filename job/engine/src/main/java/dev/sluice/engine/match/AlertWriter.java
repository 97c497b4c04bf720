package dev.sluice.engine.match;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.sigma.Hashes;
import dev.sluice.engine.sigma.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes alerts as JSON, one line each, schema version {@value #SCHEMA_VERSION}. Safe for use by
 * several threads.
 *
 * <p>The {@code alertId} is a UUIDv5 of rule id, rule content hash, SHA-256 of the event's bytes
 * and its origin: the same event judged by the same rule has the same id after any restart, rescale
 * or replay. {@code detectedAt} and {@code engineVersion} are no part of it.
 */
public final class AlertWriter {

  /** Version of the alert's JSON form. */
  public static final int SCHEMA_VERSION = 1;

  private static final UUID NAMESPACE = Hashes.uuid5(new UUID(0, 0), "sluice:alert");
  private static final JsonFactory JSON = new JsonFactory();

  private final InstantSource clock;
  private final String engineVersion;

  /**
   * @param clock for {@code detectedAt} only
   */
  public AlertWriter(InstantSource clock) {
    this.clock = clock;
    String version = AlertWriter.class.getPackage().getImplementationVersion();
    this.engineVersion = version == null ? "development" : version;
  }

  /**
   * The identity of the alert that {@code rule} raises on the event with {@code bytes} from {@code
   * origin}.
   */
  public static String alertId(Header rule, byte[] bytes, Origin origin) {
    String name =
        String.join(
            "\n",
            rule.id(),
            rule.contentHash(),
            Hashes.sha256(bytes),
            origin.name(),
            Integer.toString(origin.partition()),
            Long.toString(origin.position()));
    return Hashes.uuid5(NAMESPACE, name).toString();
  }

  /** One alert as UTF-8 JSON without a line end. */
  public byte[] write(RuleSet ruleSet, Match match, Event event, Origin origin) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("schemaVersion", SCHEMA_VERSION);
      json.writeStringField("alertId", alertId(match.rule().header(), event.bytes(), origin));
      writeRule(json, match.rule().header());
      json.writeObjectFieldStart("ruleSet");
      json.writeStringField("name", ruleSet.name());
      json.writeNumberField("version", ruleSet.version());
      json.writeStringField("hash", ruleSet.hash());
      json.writeEndObject();
      json.writeStringField("host", event.host());
      json.writeStringField("eventTime", text(event.time()));
      writeOrigin(json, origin);
      writeMatched(json, match.matched());
      json.writeFieldName("event");
      json.writeRawValue(onOneLine(event.bytes()));
      json.writeStringField("detectedAt", text(clock.instant()));
      json.writeStringField("engineVersion", engineVersion);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.toByteArray();
  }

  private static void writeRule(JsonGenerator json, Header rule) throws IOException {
    json.writeObjectFieldStart("rule");
    json.writeStringField("id", rule.id());
    json.writeStringField("title", rule.title());
    json.writeStringField("level", rule.level());
    json.writeStringField("status", rule.status());
    json.writeStringField("author", rule.author());
    json.writeStringField("description", rule.description());
    writeTexts(json, "tags", rule.tags());
    writeTexts(json, "references", rule.references());
    writeTexts(json, "falsepositives", rule.falsePositives());
    json.writeStringField("path", rule.path());
    json.writeStringField("contentHash", rule.contentHash());
    json.writeEndObject();
  }

  private static void writeTexts(JsonGenerator json, String key, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(key);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  /** A file is named by its last part here; the whole path is part of the alertId. */
  private static void writeOrigin(JsonGenerator json, Origin origin) throws IOException {
    if (origin.isFile()) {
      json.writeObjectFieldStart("source");
      json.writeStringField("file", origin.name().replaceAll(".*[/\\\\]", ""));
      json.writeNumberField("line", origin.position());
    } else {
      json.writeObjectFieldStart("origin");
      json.writeStringField("topic", origin.name());
      json.writeNumberField("partition", origin.partition());
      json.writeNumberField("offset", origin.position());
    }
    json.writeEndObject();
  }

  private static void writeMatched(JsonGenerator json, List<Evidence> matched) throws IOException {
    json.writeArrayFieldStart("matched");
    for (Evidence evidence : matched) {
      json.writeStartObject();
      json.writeStringField("selection", evidence.selection());
      json.writeStringField("field", evidence.field());
      json.writeStringField("operator", evidence.operator());
      json.writeStringField("value", evidence.value());
      json.writeStringField("actual", evidence.actual());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  /** Line ends stand only between the tokens of valid JSON, so that a space is as good. */
  private static String onOneLine(byte[] event) {
    String text = new String(event, StandardCharsets.UTF_8);
    String json = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return json.replace('\n', ' ').replace('\r', ' ').strip();
  }
}
