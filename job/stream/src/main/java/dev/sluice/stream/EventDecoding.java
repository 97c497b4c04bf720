package dev.sluice.stream;

import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.TableSources;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How bytes become events, in a form that travels with the job graph. Fixed at start: a source sees
 * no broadcast.
 *
 * @param tables folder with mappings or log sources beside those that are built in, null for none
 * @param maxBytes see {@link EventLimits#maxBytes()}
 * @param maxDepth see {@link EventLimits#maxDepth()}
 */
public record EventDecoding(@Nullable String tables, int maxBytes, int maxDepth)
    implements Serializable {

  public EventDecoding {
    if (maxBytes < 2 || maxDepth < 1) {
      throw new IllegalArgumentException(
          "maxBytes must be at least 2 and maxDepth at least 1: " + maxBytes + ", " + maxDepth);
    }
  }

  /** The built-in tables and the default limits. */
  public static EventDecoding builtIn() {
    EventLimits limits = EventLimits.defaults();
    return new EventDecoding(null, limits.maxBytes(), limits.maxDepth());
  }

  EventLimits limits() {
    return new EventLimits(maxBytes, maxDepth);
  }

  /**
   * Reads the tables.
   *
   * @throws UncheckedIOException when the folder cannot be read
   */
  TableSources tableSources() {
    if (tables == null) {
      return TableSources.builtIn();
    }
    try {
      return TableSources.builtIn().with(TableSources.load(Path.of(tables)));
    } catch (IOException e) {
      throw new UncheckedIOException(tables + ": the tables cannot be read", e);
    }
  }

  /** Reads and parses the tables; what {@link #tableSources} throws. */
  EventTables eventTables() {
    return EventTables.of(tableSources());
  }

  EventReader reader() {
    EventTables read = eventTables();
    return new EventReader(read.schemas(), read.logSources(), limits());
  }
}
