package dev.sluice.cli;

import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.LogSources;
import dev.sluice.engine.event.Schemas;
import dev.sluice.engine.event.TableSource;
import dev.sluice.engine.yaml.SigmaError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folders {@code mappings} and {@code logsources} of a rule pack, of which it may have one,
 * both or none.
 */
record TableFolders(Path pack) {

  /** Whether the pack brings all tables that events are read with. */
  boolean isComplete() {
    return Files.isDirectory(mappings()) && Files.isDirectory(logSources());
  }

  /**
   * All tables; only when they are complete.
   *
   * @throws CommandFailure when a folder cannot be read
   */
  EventTables load() {
    try {
      return EventTables.load(pack);
    } catch (IOException e) {
      throw CommandFailure.unreadable(pack.toString(), e);
    }
  }

  /**
   * What is wrong with the tables that are there.
   *
   * @throws CommandFailure when a folder cannot be read
   */
  List<SigmaError> errors() {
    List<SigmaError> errors = new ArrayList<>();
    if (Files.isDirectory(mappings())) {
      errors.addAll(Schemas.parse(sources(mappings())).errors());
    }
    if (Files.isDirectory(logSources())) {
      errors.addAll(LogSources.parse(sources(logSources())).errors());
    }
    return errors;
  }

  private Path mappings() {
    return pack.resolve("mappings");
  }

  private Path logSources() {
    return pack.resolve("logsources");
  }

  private static List<TableSource> sources(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<TableSource> sources = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".yml")).sorted().toList()) {
        sources.add(new TableSource(file.toString(), Files.readString(file)));
      }
      return sources;
    } catch (IOException e) {
      throw CommandFailure.unreadable(folder.toString(), e);
    }
  }
}
