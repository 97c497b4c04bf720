package dev.sluice.engine.match;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.lineage.Ancestor;
import dev.sluice.engine.sigma.AlertHeader;
import dev.sluice.engine.sigma.Hashes;
import dev.sluice.engine.sigma.Header;
import java.io.IOException;
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

  private final InstantSource clock;
  private final int maxBytes;

  /**
   * Writes alerts of any size.
   *
   * @param clock for {@code detectedAt} only
   */
  public AlertWriter(InstantSource clock) {
    this(clock, Integer.MAX_VALUE);
  }

  /**
   * Writes alerts that are cut where they would be larger than {@code maxBytes}, which is at least
   * 32 KiB.
   *
   * @param clock for {@code detectedAt} only
   */
  public AlertWriter(InstantSource clock, int maxBytes) {
    this.clock = clock;
    this.maxBytes = AlertParts.checked(maxBytes);
  }

  /** Writes an alert on an event of whose process no ancestor is known. */
  public byte[] write(RuleSet ruleSet, Match match, Event event, Origin origin) {
    return write(ruleSet, match, event, List.of(), origin);
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

  /**
   * One alert as UTF-8 JSON without a line end.
   *
   * <p>One that would be too large has {@code truncated} true, {@code eventLength} and {@code
   * eventSha256} of the original event, and as much of the event as fits: still an object, with
   * long texts cut and the last members missing. If that is not enough, the texts of the rule and
   * of the ancestors are cut too.
   */
  public byte[] write(
      RuleSet ruleSet, Match match, Event event, List<Ancestor> ancestry, Origin origin) {
    Finding finding = new Finding(ruleSet, match, event, ancestry, origin, clock.instant());
    byte[] whole = write(finding, AlertExtent.WHOLE);
    if (whole.length <= maxBytes) {
      return whole;
    }
    AlertExtent extent = AlertExtent.withoutEvent();
    int left = maxBytes - write(finding, extent).length;
    if (left < AlertExtent.LEAST_EVENT_BYTES) {
      extent = AlertExtent.brief(maxBytes);
      left = maxBytes - write(finding, extent).length;
    }
    return write(finding, extent.withEvent(left));
  }

  /** What one alert says. */
  private record Finding(
      RuleSet ruleSet,
      Match match,
      Event event,
      List<Ancestor> ancestry,
      Origin origin,
      Instant at) {}

  private static byte[] write(Finding finding, AlertExtent extent) {
    return AlertParts.object(json -> write(json, finding, extent));
  }

  private static void write(JsonGenerator json, Finding finding, AlertExtent extent)
      throws IOException {
    Event event = finding.event();
    Header rule = finding.match().rule().header();
    AlertParts.writeHead(
        json,
        alertId(rule, event.bytes(), finding.origin()),
        AlertHeader.of(rule),
        RuleSetName.of(finding.ruleSet()),
        extent);
    json.writeStringField("host", event.host() == null ? null : extent.text(event.host()));
    json.writeStringField("eventTime", text(event.time()));
    OriginJson.write(json, finding.origin(), extent::text);
    writeMatched(json, finding.match().matched(), extent);
    writeAncestry(json, finding.ancestry(), extent);
    json.writeFieldName("event");
    json.writeRawValue(extent.event(event.bytes()));
    if (!extent.isWhole()) {
      writeTruncated(json, event.bytes());
    }
    AlertParts.writeEngine(json, finding.at().toString());
  }

  private static void writeTruncated(JsonGenerator json, byte[] event) throws IOException {
    json.writeBooleanField("truncated", true);
    json.writeNumberField("eventLength", event.length);
    json.writeStringField("eventSha256", Hashes.sha256(event));
  }

  private static void writeMatched(JsonGenerator json, List<Evidence> matched, AlertExtent extent)
      throws IOException {
    json.writeArrayFieldStart("matched");
    for (Evidence evidence : extent.items(matched)) {
      json.writeStartObject();
      json.writeStringField("selection", extent.text(evidence.selection()));
      json.writeStringField("field", extent.text(evidence.field()));
      json.writeStringField("operator", extent.text(evidence.operator()));
      json.writeStringField("value", extent.text(evidence.value()));
      json.writeStringField("actual", extent.text(evidence.actual()));
      if (evidence.enriched()) {
        json.writeBooleanField("enriched", true);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeAncestry(JsonGenerator json, List<Ancestor> ancestry, AlertExtent extent)
      throws IOException {
    if (ancestry.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("ancestry");
    for (Ancestor ancestor : extent.items(ancestry)) {
      json.writeStartObject();
      writeKnown(json, "image", ancestor.image(), extent);
      writeKnown(json, "commandLine", ancestor.commandLine(), extent);
      writeKnown(json, "processId", ancestor.processId(), extent);
      writeKnown(json, "processGuid", ancestor.processGuid(), extent);
      writeKnown(json, "startedAt", text(ancestor.startedAt()), extent);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeKnown(
      JsonGenerator json, String key, @Nullable String text, AlertExtent extent)
      throws IOException {
    if (text != null) {
      json.writeStringField(key, extent.text(text));
    }
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
