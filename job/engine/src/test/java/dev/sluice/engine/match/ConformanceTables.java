package dev.sluice.engine.match;

import dev.sluice.engine.event.EventTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Tables of one schema that every event has, without mappings, and one log source that admits them
 * all.
 */
final class ConformanceTables {

  static final EventTables TABLES = load();

  private ConformanceTables() {}

  private static EventTables load() {
    try {
      Path folder =
          Path.of(
              Objects.requireNonNull(ConformanceTables.class.getResource("/conformance-tables"))
                  .toURI());
      EventTables tables = EventTables.load(folder);
      if (!tables.errors().isEmpty()) {
        throw new IllegalStateException(tables.errors().toString());
      }
      return tables;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
