package dev.sluice.cli;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.TableSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
          "Folder with 'mappings', 'logsources' or both, beside the tables that are built in. A file takes the place"
              + " of the built-in one of its name.")
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

  /** The folder of the tables named, null when none is. */
  @Nullable String directory() {
    return tables == null ? null : tables.toString();
  }

  /**
   * The tables that are built in, and those named.
   *
   * @throws CommandFailure when a folder cannot be read
   */
  EventTables tables() {
    return tables(List.of());
  }

  /**
   * The tables that are built in, those named, and those in the folders among {@code packs}; the
   * later in place of the earlier of the same name.
   *
   * @throws CommandFailure when a folder cannot be read
   */
  EventTables tables(List<Path> packs) {
    List<Path> folders = new ArrayList<>();
    if (tables != null) {
      folders.add(tables);
    }
    packs.stream().filter(TableSources::areIn).forEach(folders::add);
    return folders.isEmpty() ? EventTables.builtIn() : over(folders);
  }

  private static EventTables over(List<Path> folders) {
    TableSources sources = TableSources.builtIn();
    for (Path folder : folders) {
      try {
        sources = sources.with(TableSources.load(folder));
      } catch (IOException e) {
        throw CommandFailure.unreadable(folder.toString(), e);
      }
    }
    return EventTables.of(sources);
  }
}
