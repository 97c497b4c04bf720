package dev.sluice.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice schema}: gives the JSON schemas to editors. */
@Command(
    name = "schema",
    customSynopsis = "sluice schema [NAME] [OPTION]...",
    sortOptions = false,
    description = {
      "Print or write the JSON schemas by which editors complete and check rules, tables and events.",
      "",
      "An editor with the YAML language server reads them by its setting 'yaml.schemas', a map from schema to files, or"
          + " by the first line of a file: '# yaml-language-server: $schema=PATH', with the path of the schema from there.",
      ""
    })
final class SchemaCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "rule, mapping, logsource or test-event. Default: list them.")
  private @Nullable String name;

  @Option(names = "--to", paramLabel = "DIR", description = "Write all of them into this folder.")
  private @Nullable Path directory;

  @Mixin private final OutputOption output = new OutputOption();

  SchemaCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<EditorSchema> meant =
        EditorSchema.ALL.stream()
            .filter(schema -> name == null || schema.name().equals(name))
            .toList();
    if (meant.isEmpty()) {
      throw CommandFailure.usage(
          "no schema '"
              + name
              + "', expected one of "
              + String.join(", ", EditorSchema.ALL.stream().map(EditorSchema::name).toList()));
    }
    Path folder = directory;
    if (folder != null) {
      meant.forEach(schema -> write(schema, folder));
    } else if (name != null) {
      new LineOutput(console.out()).line(meant.get(0).text().stripTrailing());
    } else {
      try (ResultWriter<EditorSchema> writer =
          output.format(console).open(EditorSchema.form(), console)) {
        meant.forEach(writer::write);
      }
    }
    return ExitCode.OK;
  }

  private void write(EditorSchema schema, Path folder) {
    Path file = folder.resolve(schema.fileName());
    try {
      Files.createDirectories(folder);
      Files.writeString(file, schema.text());
    } catch (IOException e) {
      throw CommandFailure.unreadable(file.toString(), e);
    }
    console.err().println(file);
  }
}
