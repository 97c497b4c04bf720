package dev.sluice.stream.control;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.engine.review.SeenKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The JSON form of a coverage record. */
final class CoverageJson {
  private static final int SCHEMA_VERSION = 1;

  /** For everything but the kinds. */
  private static final int HEAD_BYTES = 2048;

  private static final JsonForm<Long> COUNT = JsonForms.integer(0, Long.MAX_VALUE);
  private static final JsonForm<Instant> INSTANT =
      cursor -> Instant.parse(JsonForms.text(TextForm.INSTANT).read(cursor));

  private static final JsonKey<Long> SCHEMA =
      JsonKey.required("schemaVersion", JsonForms.integer(SCHEMA_VERSION, SCHEMA_VERSION));
  private static final JsonKey<String> RULE_SET =
      JsonKey.required("ruleSet", JsonForms.text(TextForm.NAME));
  private static final JsonKey<Long> VERSION =
      JsonKey.required("version", JsonForms.integer(0, RuleSetManifest.MAX_VERSION));
  private static final JsonKey<String> HASH =
      JsonKey.required("hash", JsonForms.text(TextForm.SHA256));
  private static final JsonKey<String> GROUP =
      JsonKey.required("group", JsonForms.text(TextForm.NAME));
  private static final JsonKey<Instant> SINCE = JsonKey.required("since", INSTANT);
  private static final JsonKey<Instant> RULES_SINCE = JsonKey.required("rulesSince", INSTANT);
  private static final JsonKey<Long> ASKED = JsonKey.required("asked", COUNT);
  private static final JsonKey<Instant> AT = JsonKey.required("at", INSTANT);
  private static final JsonKey<List<SeenKind>> KINDS =
      JsonKey.required("kinds", JsonForms.list(SeenKindJson.FORM, Integer.MAX_VALUE));
  private static final JsonKey<Long> KINDS_OMITTED = JsonKey.required("kindsOmitted", COUNT);
  private static final JsonKey<Long> EVENTS_OMITTED = JsonKey.required("eventsOmitted", COUNT);

  static final JsonForm<CoverageRecord> FORM =
      JsonObjectForm.open(
          CoverageJson::make,
          SCHEMA,
          RULE_SET,
          VERSION,
          HASH,
          StatusOriginJson.INCARNATION,
          StatusOriginJson.OPERATOR,
          StatusOriginJson.SUBTASK,
          StatusOriginJson.PARALLELISM,
          GROUP,
          SINCE,
          RULES_SINCE,
          ASKED,
          AT,
          KINDS,
          KINDS_OMITTED,
          EVENTS_OMITTED);

  private CoverageJson() {}

  static byte[] write(CoverageRecord record, int maxBytes) {
    List<String> kinds = new ArrayList<>();
    int left = maxBytes - HEAD_BYTES;
    long omitted = 0;
    for (SeenKind kind : record.kinds()) {
      byte[] text = JsonBytes.of(json -> SeenKindJson.write(json, kind));
      if (text.length < left) {
        left -= text.length + 1;
        kinds.add(new String(text, StandardCharsets.UTF_8));
      } else {
        omitted += kind.events();
      }
    }
    long events = record.eventsOmitted() + omitted;
    long kindsOmitted = record.kindsOmitted() + record.kinds().size() - kinds.size();
    return JsonBytes.of(json -> write(json, record, kinds, kindsOmitted, events));
  }

  private static void write(
      JsonGenerator json,
      CoverageRecord record,
      List<String> kinds,
      long kindsOmitted,
      long eventsOmitted)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField(SCHEMA.name(), SCHEMA_VERSION);
    json.writeStringField(RULE_SET.name(), record.ruleSet());
    json.writeNumberField(VERSION.name(), record.version());
    json.writeStringField(HASH.name(), record.hash());
    StatusOriginJson.write(json, record.origin());
    json.writeStringField(GROUP.name(), record.group());
    json.writeStringField(SINCE.name(), record.since().toString());
    json.writeStringField(RULES_SINCE.name(), record.rulesSince().toString());
    json.writeNumberField(ASKED.name(), record.asked());
    json.writeStringField(AT.name(), record.at().toString());
    json.writeArrayFieldStart(KINDS.name());
    for (String kind : kinds) {
      json.writeRawValue(kind);
    }
    json.writeEndArray();
    json.writeNumberField(KINDS_OMITTED.name(), kindsOmitted);
    json.writeNumberField(EVENTS_OMITTED.name(), eventsOmitted);
    json.writeEndObject();
  }

  private static CoverageRecord make(JsonFields fields) {
    return new CoverageRecord(
        StatusOriginJson.make(fields),
        fields.get(RULE_SET),
        fields.get(VERSION),
        fields.get(HASH),
        fields.get(GROUP),
        fields.get(SINCE),
        fields.get(RULES_SINCE),
        fields.get(ASKED),
        fields.get(AT),
        fields.get(KINDS),
        fields.get(KINDS_OMITTED),
        fields.get(EVENTS_OMITTED));
  }
}
