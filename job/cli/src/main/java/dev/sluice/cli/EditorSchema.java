package dev.sluice.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A JSON schema by which editors complete and check files; the components are the keys of its JSON.
 *
 * @param files which it is for, as editors name them
 * @param title what such a file is
 */
record EditorSchema(String name, String files, String title) {

  private static final int NAME_WIDTH = 10;
  private static final int FILES_WIDTH = 28;

  /** The schemas that are shipped. */
  static final List<EditorSchema> ALL =
      List.of(
          new EditorSchema("rule", "rules/*/*/*.yml", "Sigma rule, correlation or filter"),
          new EditorSchema("mapping", "rules/mappings/*.yml", "Mapping table"),
          new EditorSchema("logsource", "rules/logsources/*.yml", "Log source table"),
          new EditorSchema(
              "test-event", "rules/*/*/*.events.jsonl", "One line of the events beside a rule"),
          new EditorSchema("pack", "rules/*/pack.yml", "Where a pack of rules comes from"));

  static ResultForm<EditorSchema> form() {
    return new ResultForm<>(
        List.of(
            new Column<>("name", NAME_WIDTH, EditorSchema::name),
            new Column<>("files", FILES_WIDTH, EditorSchema::files),
            new Column<>("title", 0, EditorSchema::title)),
        Json::of);
  }

  /** The name of the file in which it is kept. */
  String fileName() {
    return name + ".schema.json";
  }

  /** The schema, in JSON. */
  String text() {
    try (InputStream in = EditorSchema.class.getResourceAsStream("schema/" + fileName())) {
      if (in == null) {
        throw new IllegalStateException("there is no schema " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("a schema cannot be read", e);
    }
  }
}
