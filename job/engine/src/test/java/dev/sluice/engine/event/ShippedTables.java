package dev.sluice.engine.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The tables of this repository. */
final class ShippedTables {
  static final Path ROOT = Path.of(System.getProperty("sluice.root", "../.."));

  private ShippedTables() {}

  static EventReader reader() {
    return new EventReader(schemas(), logSources(), EventLimits.defaults());
  }

  static Schemas schemas() {
    return valid(Schemas.parse(tables("mappings")));
  }

  static LogSources logSources() {
    return valid(LogSources.parse(tables("logsources")));
  }

  static List<TableSource> tables(String folder) {
    try (Stream<Path> files = Files.list(ROOT.resolve("rules").resolve(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".yml"))
          .sorted()
          .map(ShippedTables::table)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TableSource table(Path file) {
    try {
      return new TableSource(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T valid(TableResult<T> result) {
    if (!result.errors().isEmpty()) {
      throw new AssertionError(result.errors().toString());
    }
    return result.value();
  }
}
