package dev.sluice.stream.control;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.stream.control.Rejection.Reason;
import dev.sluice.stream.control.StatusRecord.Kind;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON form of a status record. */
final class StatusJson {
  private static final JsonForm<String> TEXT = JsonForms.text(TextForm.line(0, Integer.MAX_VALUE));
  private static final JsonForm<Long> COUNT = JsonForms.integer(0, Integer.MAX_VALUE);

  private static final JsonKey<Kind> KIND =
      JsonKey.required("kind", JsonForms.oneOf(List.of(Kind.values()), Kind::name));
  private static final JsonKey<String> RULE_SET =
      JsonKey.required("ruleSet", JsonForms.text(TextForm.NAME));
  private static final JsonKey<Long> VERSION =
      JsonKey.required("version", JsonForms.integer(0, RuleSetManifest.MAX_VERSION));
  private static final JsonKey<String> HASH =
      JsonKey.required("hash", JsonForms.text(TextForm.SHA256_OR_EMPTY));
  private static final JsonKey<Reason> REASON =
      JsonKey.optional("reason", JsonForms.oneOf(List.of(Reason.values()), Reason::name));
  private static final JsonKey<String> MESSAGE = JsonKey.required("message", TEXT);
  private static final JsonKey<String> RULE_ID = JsonKey.optional("ruleId", TEXT);
  private static final JsonKey<List<StatusError>> ERRORS =
      JsonKey.required("errors", JsonForms.list(StatusErrorJson.FORM, StatusRecord.MAX_ERRORS));
  private static final JsonKey<Long> ERRORS_TOTAL = JsonKey.required("errorsTotal", COUNT);
  private static final JsonKey<RuleCounts> RULES = JsonKey.optional("rules", RuleCountsJson.FORM);
  private static final JsonKey<String> AT =
      JsonKey.required("at", JsonForms.text(TextForm.INSTANT));

  static final JsonForm<StatusRecord> FORM =
      JsonObjectForm.open(
          StatusJson::make,
          KIND,
          RULE_SET,
          VERSION,
          HASH,
          StatusOriginJson.INCARNATION,
          StatusOriginJson.OPERATOR,
          StatusOriginJson.SUBTASK,
          StatusOriginJson.PARALLELISM,
          REASON,
          MESSAGE,
          RULE_ID,
          ERRORS,
          ERRORS_TOTAL,
          RULES,
          AT);

  private StatusJson() {}

  static void write(JsonGenerator json, StatusRecord status) throws IOException {
    json.writeStartObject();
    json.writeStringField(KIND.name(), status.kind().name());
    json.writeStringField(RULE_SET.name(), status.ruleSet());
    json.writeNumberField(VERSION.name(), status.version());
    json.writeStringField(HASH.name(), status.hash());
    StatusOriginJson.write(json, status.origin());
    Reason reason = status.reason();
    writeUnlessNull(json, REASON.name(), reason == null ? null : reason.name());
    json.writeStringField(MESSAGE.name(), status.message());
    writeUnlessNull(json, RULE_ID.name(), status.ruleId());
    json.writeArrayFieldStart(ERRORS.name());
    for (StatusError error : status.errors()) {
      StatusErrorJson.write(json, error);
    }
    json.writeEndArray();
    json.writeNumberField(ERRORS_TOTAL.name(), status.errorsTotal());
    RuleCounts rules = status.rules();
    if (rules != null) {
      json.writeFieldName(RULES.name());
      RuleCountsJson.write(json, rules);
    }
    json.writeStringField(AT.name(), status.at());
    json.writeEndObject();
  }

  private static StatusRecord make(JsonFields fields) throws BadJsonException {
    if ((fields.get(KIND) == Kind.REJECTED) != (fields.find(REASON) != null)) {
      throw fields.malformed("a rejection, and nothing else, has a 'reason'", "");
    }
    return new StatusRecord(
        fields.get(KIND),
        fields.get(RULE_SET),
        fields.get(VERSION),
        fields.get(HASH),
        StatusOriginJson.make(fields),
        fields.find(REASON),
        fields.get(MESSAGE),
        fields.find(RULE_ID),
        fields.get(ERRORS),
        fields.get(ERRORS_TOTAL).intValue(),
        fields.find(RULES),
        fields.get(AT));
  }

  private static void writeUnlessNull(JsonGenerator json, String key, @Nullable String text)
      throws IOException {
    if (text != null) {
      json.writeStringField(key, text);
    }
  }
}
