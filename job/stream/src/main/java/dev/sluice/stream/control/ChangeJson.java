package dev.sluice.stream.control;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.stream.control.ManifestChange.Op;
import java.io.IOException;
import java.util.List;

/** The JSON form of what a manifest changes. */
final class ChangeJson {
  private static final JsonKey<Op> OP =
      JsonKey.required("op", JsonForms.oneOf(List.of(Op.values()), Op::word));
  private static final JsonKey<String> MESSAGE =
      JsonKey.required("message", JsonForms.text(TextForm.lines(4096)));
  private static final JsonKey<String> TICKET =
      JsonKey.optional("ticket", JsonForms.text(TextForm.line(0, 256)));
  private static final JsonKey<String> GIT_COMMIT =
      JsonKey.optional("gitCommit", JsonForms.text(TextForm.line(0, 128)));

  private ChangeJson() {}

  /** A change may name every entry of the old manifest and of the new one. */
  static JsonForm<ManifestChange> form(ManifestLimits limits) {
    JsonKey<List<String>> ids =
        JsonKey.required("ids", JsonForms.list(EntryJson.ID, 2 * limits.maxEntries()));
    return JsonObjectForm.closed(
        fields ->
            new ManifestChange(
                fields.get(OP),
                fields.get(ids),
                fields.get(MESSAGE),
                fields.get(TICKET, ""),
                fields.get(GIT_COMMIT, "")),
        OP,
        ids,
        MESSAGE,
        TICKET,
        GIT_COMMIT);
  }

  static void write(JsonGenerator json, ManifestChange change) throws IOException {
    json.writeStartObject();
    json.writeStringField(OP.name(), change.op().word());
    JsonBytes.writeTexts(json, "ids", change.ids());
    json.writeStringField(MESSAGE.name(), change.message());
    JsonBytes.writeUnlessEmpty(json, TICKET.name(), change.ticket());
    JsonBytes.writeUnlessEmpty(json, GIT_COMMIT.name(), change.gitCommit());
    json.writeEndObject();
  }
}
