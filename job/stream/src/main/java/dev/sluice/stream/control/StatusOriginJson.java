package dev.sluice.stream.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The JSON form of an origin: keys of the record that it stands in. */
public final class StatusOriginJson {
  private static final JsonForm<String> LINE = JsonForms.text(TextForm.line(0, Integer.MAX_VALUE));
  private static final JsonForm<Long> COUNT = JsonForms.integer(0, Integer.MAX_VALUE);

  static final JsonKey<String> INCARNATION = JsonKey.required("incarnation", LINE);
  static final JsonKey<String> OPERATOR = JsonKey.required("operator", LINE);
  static final JsonKey<Long> SUBTASK = JsonKey.required("subtask", COUNT);
  static final JsonKey<Long> PARALLELISM = JsonKey.required("parallelism", COUNT);

  private StatusOriginJson() {}

  /** Writes the keys of {@code origin} into the object that is open. */
  public static void write(JsonGenerator json, StatusOrigin origin) throws IOException {
    json.writeStringField(INCARNATION.name(), origin.incarnation());
    json.writeStringField(OPERATOR.name(), origin.operator());
    json.writeNumberField(SUBTASK.name(), origin.subtask());
    json.writeNumberField(PARALLELISM.name(), origin.parallelism());
  }

  /** Returns the origin that {@code fields} name. */
  static StatusOrigin make(JsonFields fields) {
    return new StatusOrigin(
        fields.get(INCARNATION),
        fields.get(OPERATOR),
        fields.get(SUBTASK).intValue(),
        fields.get(PARALLELISM).intValue());
  }
}
