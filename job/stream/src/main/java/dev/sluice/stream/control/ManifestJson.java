package dev.sluice.stream.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** The JSON form of a manifest. */
final class ManifestJson {
  private static final JsonKey<String> API_VERSION =
      JsonKey.required("apiVersion", JsonForms.exactly(RuleSetManifest.API_VERSION));
  private static final JsonKey<String> KIND =
      JsonKey.required("kind", JsonForms.exactly(RuleSetManifest.KIND));
  private static final JsonKey<String> NAME =
      JsonKey.required("name", JsonForms.text(TextForm.NAME));
  private static final JsonKey<String> ENVIRONMENT =
      JsonKey.required("environment", JsonForms.text(TextForm.NAME));
  private static final JsonKey<Long> VERSION =
      JsonKey.required("version", JsonForms.integer(1, RuleSetManifest.MAX_VERSION));
  private static final JsonKey<String> PARENT =
      JsonKey.required("parent", JsonForms.text(TextForm.SHA256_OR_EMPTY));
  private static final JsonKey<Boolean> ALLOW_PARTIAL =
      JsonKey.required("allowPartial", JsonForms.flag());
  private static final JsonKey<String> CREATED_AT =
      JsonKey.required("createdAt", JsonForms.text(TextForm.INSTANT));
  private static final JsonKey<String> CREATED_BY =
      JsonKey.required("createdBy", JsonForms.text(TextForm.line(1, 256)));

  private ManifestJson() {}

  static JsonForm<RuleSetManifest> form(ManifestLimits limits) {
    JsonKey<List<ManifestEntry>> entries =
        JsonKey.required(
            "entries", JsonForms.distinct(EntryJson.FORM, limits.maxEntries(), ManifestEntry::key));
    JsonKey<ManifestChange> change = JsonKey.required("change", ChangeJson.form(limits));
    return JsonObjectForm.closed(
        fields ->
            new RuleSetManifest(
                fields.get(NAME),
                fields.get(ENVIRONMENT),
                fields.get(VERSION),
                fields.get(PARENT),
                fields.get(ALLOW_PARTIAL),
                fields.get(entries),
                fields.get(change),
                fields.get(CREATED_AT),
                fields.get(CREATED_BY)),
        API_VERSION,
        KIND,
        NAME,
        ENVIRONMENT,
        VERSION,
        PARENT,
        ALLOW_PARTIAL,
        entries,
        change,
        CREATED_AT,
        CREATED_BY);
  }

  static void write(JsonGenerator json, RuleSetManifest manifest) throws IOException {
    json.writeStartObject();
    json.writeStringField(API_VERSION.name(), RuleSetManifest.API_VERSION);
    json.writeStringField(KIND.name(), RuleSetManifest.KIND);
    json.writeStringField(NAME.name(), manifest.name());
    json.writeStringField(ENVIRONMENT.name(), manifest.environment());
    json.writeNumberField(VERSION.name(), manifest.version());
    json.writeStringField(PARENT.name(), manifest.parent());
    json.writeBooleanField(ALLOW_PARTIAL.name(), manifest.allowPartial());
    json.writeArrayFieldStart("entries");
    for (ManifestEntry entry : manifest.entries()) {
      EntryJson.write(json, entry);
    }
    json.writeEndArray();
    json.writeFieldName("change");
    ChangeJson.write(json, manifest.change());
    json.writeStringField(CREATED_AT.name(), manifest.createdAt());
    json.writeStringField(CREATED_BY.name(), manifest.createdBy());
    json.writeEndObject();
  }
}
