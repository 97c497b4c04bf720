package dev.sluice.stream.control;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.stream.control.ManifestEntry.Kind;
import dev.sluice.stream.control.ManifestEntry.Mode;
import dev.sluice.stream.control.ManifestEntry.Overrides;
import dev.sluice.stream.control.ManifestEntry.Suppress;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** The JSON form of one entry. */
final class EntryJson {
  static final JsonForm<String> ID = JsonForms.text(TextForm.line(1, 256));

  private static final JsonKey<Kind> KIND =
      JsonKey.required("kind", JsonForms.oneOf(List.of(Kind.values()), Kind::word));
  private static final JsonKey<String> ENTRY_ID = JsonKey.required("id", ID);
  private static final JsonKey<String> PACK =
      JsonKey.required("pack", JsonForms.text(TextForm.line(1, 256)));
  private static final JsonKey<String> PATH =
      JsonKey.required("path", JsonForms.text(TextForm.PATH));
  private static final JsonKey<String> SHA256 =
      JsonKey.required("sha256", JsonForms.text(TextForm.SHA256));
  private static final JsonKey<Mode> MODE =
      JsonKey.required("mode", JsonForms.oneOf(List.of(Mode.values()), Mode::word));
  private static final JsonKey<String> LEVEL =
      JsonKey.optional("level", JsonForms.oneOf(RuleSelection.LEVELS, Function.identity()));
  private static final JsonKey<List<String>> FIELDS =
      JsonKey.required(
          "fields",
          JsonForms.distinct(
              JsonForms.text(TextForm.line(1, 256)), Suppress.MAX_FIELDS, field -> field));
  private static final JsonKey<Long> SECONDS =
      JsonKey.required("seconds", JsonForms.integer(1, Suppress.MAX_SECONDS));
  private static final JsonKey<Suppress> SUPPRESS =
      JsonKey.optional(
          "suppress",
          JsonObjectForm.closed(
              fields -> new Suppress(fields.get(FIELDS), Math.toIntExact(fields.get(SECONDS))),
              FIELDS,
              SECONDS));
  private static final JsonKey<Overrides> OVERRIDES =
      JsonKey.optional("overrides", JsonObjectForm.closed(EntryJson::overrides, LEVEL, SUPPRESS));
  private static final JsonKey<String> REASON =
      JsonKey.optional("reason", JsonForms.text(TextForm.lines(1024)));
  private static final JsonKey<String> EXPIRES =
      JsonKey.optional("expires", JsonForms.text(TextForm.INSTANT));

  static final JsonForm<ManifestEntry> FORM =
      JsonObjectForm.closed(
          EntryJson::make, KIND, ENTRY_ID, PACK, PATH, SHA256, MODE, OVERRIDES, REASON, EXPIRES);

  private EntryJson() {}

  static void write(JsonGenerator json, ManifestEntry entry) throws IOException {
    json.writeStartObject();
    json.writeStringField(KIND.name(), entry.kind().word());
    json.writeStringField(ENTRY_ID.name(), entry.id());
    json.writeStringField(PACK.name(), entry.pack());
    json.writeStringField(PATH.name(), entry.path());
    json.writeStringField(SHA256.name(), entry.sha256());
    json.writeStringField(MODE.name(), entry.mode().word());
    Overrides overrides = entry.overrides();
    if (overrides != null) {
      json.writeFieldName(OVERRIDES.name());
      write(json, overrides);
    }
    JsonBytes.writeUnlessEmpty(json, REASON.name(), entry.reason());
    String expires = entry.expires();
    if (expires != null) {
      json.writeStringField(EXPIRES.name(), expires);
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Overrides overrides) throws IOException {
    json.writeStartObject();
    String level = overrides.level();
    if (level != null) {
      json.writeStringField(LEVEL.name(), level);
    }
    Suppress suppress = overrides.suppress();
    if (suppress != null) {
      json.writeObjectFieldStart(SUPPRESS.name());
      json.writeArrayFieldStart(FIELDS.name());
      for (String field : suppress.fields()) {
        json.writeString(field);
      }
      json.writeEndArray();
      json.writeNumberField(SECONDS.name(), suppress.seconds());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static Overrides overrides(JsonFields fields) throws BadJsonException {
    Overrides overrides = new Overrides(fields.find(LEVEL), fields.find(SUPPRESS));
    if (overrides.level() == null && overrides.suppress() == null) {
      throw fields.malformed("overrides say nothing", "leave them out");
    }
    return overrides;
  }

  private static ManifestEntry make(JsonFields fields) throws BadJsonException {
    Kind kind = fields.get(KIND);
    if (!kind.alerts() && fields.get(MODE) == Mode.SHADOW) {
      throw fields.malformed("a " + kind.word() + " raises no alerts to shadow", "disable it");
    }
    if (!kind.alerts() && fields.find(OVERRIDES) != null) {
      throw fields.malformed("a " + kind.word() + " has no level to override", "");
    }
    return new ManifestEntry(
        kind,
        fields.get(ENTRY_ID),
        fields.get(PACK),
        fields.get(PATH),
        fields.get(SHA256),
        fields.get(MODE),
        fields.find(OVERRIDES),
        fields.get(REASON, ""),
        fields.find(EXPIRES));
  }
}
