package dev.sluice.engine.event;

import dev.sluice.engine.yaml.SigmaError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The tables that say what an event is: schemas with their mappings, and log sources.
 *
 * @param errors of tables that were left out
 */
public record EventTables(Schemas schemas, LogSources logSources, List<SigmaError> errors) {

  public EventTables {
    errors = List.copyOf(errors);
  }

  /** The tables that this version of Sluice ships; they have no errors. */
  public static EventTables builtIn() {
    EventTables tables = of(TableSources.builtIn());
    if (!tables.errors().isEmpty()) {
      throw new IllegalStateException("a table that is shipped is broken: " + tables.errors());
    }
    return tables;
  }

  /**
   * The tables under {@code directory} and no others; see {@link TableSources#load}.
   *
   * @throws IOException when there is none, or a file cannot be read
   */
  public static EventTables load(Path directory) throws IOException {
    return of(TableSources.load(directory));
  }

  /** The tables of {@code sources}. */
  public static EventTables of(TableSources sources) {
    TableResult<Schemas> schemas = Schemas.parse(sources.mappings());
    TableResult<LogSources> logSources = LogSources.parse(sources.logSources());
    List<SigmaError> errors = new ArrayList<>(schemas.errors());
    errors.addAll(logSources.errors());
    return new EventTables(schemas.value(), logSources.value(), errors);
  }

  /**
   * Whether a job that runs with these tables must be started anew to run with {@code other}: how a
   * schema is recognised, where its host or time stands, or how records are joined, is not the
   * same. Where fields stand and what log sources there are may change while it runs.
   */
  public boolean needsRestart(EventTables other) {
    return !schemas.readsHeadersLike(other.schemas);
  }

  /**
   * What the mapping tables say of the fields of events whose log source {@code meant} admits.
   *
   * @param categories in small letters, whose own fields count; none = those of all
   */
  public MappedFields mappedFields(Predicate<LogSource> meant, Set<String> categories) {
    Set<String> names = logSources.schemasOf(meant);
    return MappedFields.of(
        schemas.ordered().stream()
            .filter(schema -> names.contains(schema.name()))
            .map(Schema::fields)
            .toList(),
        categories);
  }
}
