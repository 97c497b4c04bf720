package dev.sluice.stream.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The JSON form of the numbers of rules. */
final class RuleCountsJson {
  private static final JsonForm<Long> COUNT = JsonForms.integer(0, Integer.MAX_VALUE);

  private static final JsonKey<Long> ACTIVE = JsonKey.required("active", COUNT);
  private static final JsonKey<Long> SHADOW = JsonKey.required("shadow", COUNT);
  private static final JsonKey<Long> DISABLED = JsonKey.required("disabled", COUNT);
  private static final JsonKey<Long> REFUSED = JsonKey.required("refused", COUNT);

  static final JsonForm<RuleCounts> FORM =
      JsonObjectForm.open(
          fields ->
              new RuleCounts(
                  fields.get(ACTIVE).intValue(),
                  fields.get(SHADOW).intValue(),
                  fields.get(DISABLED).intValue(),
                  fields.get(REFUSED).intValue()),
          ACTIVE,
          SHADOW,
          DISABLED,
          REFUSED);

  private RuleCountsJson() {}

  static void write(JsonGenerator json, RuleCounts counts) throws IOException {
    json.writeStartObject();
    json.writeNumberField(ACTIVE.name(), counts.active());
    json.writeNumberField(SHADOW.name(), counts.shadow());
    json.writeNumberField(DISABLED.name(), counts.disabled());
    json.writeNumberField(REFUSED.name(), counts.refused());
    json.writeEndObject();
  }
}
