package dev.sluice.cli;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlLimits;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlReader;
import dev.sluice.engine.yaml.YamlScalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name the tables which rules and events are read with. */
final class TableOptions {

  @Option(
      names = "--placeholders",
      paramLabel = "FILE",
      description = "YAML map from placeholder to its values, for the modifier 'expand'.")
  private @Nullable Path placeholders;

  @Option(
      names = "--tables",
      paramLabel = "DIR",
      description =
          "Folder with 'mappings' and 'logsources' in place of the tables that are built in.")
  private @Nullable Path tables;

  /**
   * The placeholder table, empty when none is named.
   *
   * @throws CommandFailure when the file cannot be read
   */
  Placeholders.Result placeholders() {
    return Placeholders.parse(String.valueOf(placeholders), placeholderText());
  }

  private String placeholderText() {
    Path file = placeholders;
    try {
      return file == null ? "" : Files.readString(file);
    } catch (IOException e) {
      throw CommandFailure.unreadable(file.toString(), e);
    }
  }

  /**
   * The values of the placeholder table by name.
   *
   * @throws CommandFailure when the file cannot be read or an entry makes no sense
   */
  Map<String, List<String>> placeholderValues() {
    List<SigmaError> errors = placeholders().errors();
    if (!errors.isEmpty()) {
      throw CommandFailure.unreadable(Problems.line(errors.get(0)));
    }
    Map<String, List<String>> values = new TreeMap<>();
    YamlReader.read("", placeholderText(), YamlLimits.DEFAULT).documents().stream()
        .map(YamlMap.class::cast)
        .flatMap(table -> table.entries().stream())
        .forEach(entry -> values.put(entry.key(), texts(entry.value())));
    return values;
  }

  private static List<String> texts(YamlNode value) {
    List<YamlNode> items = value instanceof YamlList list ? list.items() : List.of(value);
    return items.stream().map(item -> ((YamlScalar) item).text()).toList();
  }

  /** The folder of the tables, null for those that are built in. */
  @Nullable String directory() {
    return tables == null ? null : tables.toString();
  }

  /** Whether the user names tables. */
  boolean namesTables() {
    return tables != null;
  }

  /**
   * The tables named, or those that are built in.
   *
   * @throws CommandFailure when a folder cannot be read
   */
  EventTables tables() {
    Path directory = tables;
    if (directory == null) {
      return EventTables.builtIn();
    }
    try {
      return EventTables.load(directory);
    } catch (IOException e) {
      throw CommandFailure.unreadable(directory.toString(), e);
    }
  }
}
