package dev.sluice.cli;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.EventTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    Placeholders.Result read = placeholders();
    if (!read.errors().isEmpty()) {
      throw CommandFailure.unreadable(Problems.line(read.errors().get(0)));
    }
    return read.placeholders().asMap();
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
