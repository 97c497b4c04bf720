package dev.sluice.stream.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The JSON form of one problem of a document. */
final class StatusErrorJson {
  private static final JsonForm<String> TEXT = JsonForms.text(TextForm.line(0, Integer.MAX_VALUE));
  private static final JsonForm<Long> PLACE = JsonForms.integer(0, Integer.MAX_VALUE);

  private static final JsonKey<String> FILE = JsonKey.required("file", TEXT);
  private static final JsonKey<Long> LINE = JsonKey.required("line", PLACE);
  private static final JsonKey<Long> COLUMN = JsonKey.required("column", PLACE);
  private static final JsonKey<String> CODE = JsonKey.required("code", TEXT);
  private static final JsonKey<String> MESSAGE = JsonKey.required("message", TEXT);
  private static final JsonKey<String> HINT = JsonKey.optional("hint", TEXT);
  private static final JsonKey<String> RULE_ID = JsonKey.optional("ruleId", TEXT);

  static final JsonForm<StatusError> FORM =
      JsonObjectForm.open(
          fields ->
              new StatusError(
                  fields.get(FILE),
                  fields.get(LINE).intValue(),
                  fields.get(COLUMN).intValue(),
                  fields.get(CODE),
                  fields.get(MESSAGE),
                  fields.get(HINT, ""),
                  fields.find(RULE_ID)),
          FILE,
          LINE,
          COLUMN,
          CODE,
          MESSAGE,
          HINT,
          RULE_ID);

  private StatusErrorJson() {}

  static void write(JsonGenerator json, StatusError error) throws IOException {
    json.writeStartObject();
    json.writeStringField(FILE.name(), error.file());
    json.writeNumberField(LINE.name(), error.line());
    json.writeNumberField(COLUMN.name(), error.column());
    json.writeStringField(CODE.name(), error.code());
    json.writeStringField(MESSAGE.name(), error.message());
    JsonBytes.writeUnlessEmpty(json, HINT.name(), error.hint());
    String ruleId = error.ruleId();
    if (ruleId != null) {
      json.writeStringField(RULE_ID.name(), ruleId);
    }
    json.writeEndObject();
  }
}
