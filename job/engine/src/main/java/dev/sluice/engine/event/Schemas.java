package dev.sluice.engine.event;

import dev.sluice.engine.yaml.SigmaError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The event shapes that are known, in the order in which they are tried. Immutable. */
public final class Schemas {
  private final List<Schema> ordered;
  private final Projection headerProjection;
  private final JoinProbe joinProbe;

  private Schemas(List<Schema> schemas) {
    this.ordered =
        schemas.stream()
            .sorted(Comparator.comparingInt(Schema::order).thenComparing(Schema::name))
            .toList();
    List<Path> paths = new ArrayList<>();
    ordered.forEach(schema -> paths.addAll(schema.headerPaths()));
    this.headerProjection = Projection.onto(paths);
    this.joinProbe = JoinProbe.of(ordered);
  }

  /**
   * Reads mapping tables; {@code rules/mappings/README.md} has their format. A bad table is left
   * out, with its errors.
   */
  public static TableResult<Schemas> parse(List<TableSource> sources) {
    List<SigmaError> errors = new ArrayList<>();
    List<Schema> schemas = new SchemaTables(errors).read(sources);
    return new TableResult<>(new Schemas(schemas), errors);
  }

  /** Returns the names of the shapes, in the order in which they are tried. */
  public List<String> names() {
    return ordered.stream().map(Schema::name).toList();
  }

  /** Returns the shapes in the order in which they are tried. */
  List<Schema> ordered() {
    return ordered;
  }

  Schema schemaOf(Node.Members document) {
    for (Schema schema : ordered) {
      if (schema.recognises(document)) {
        return schema;
      }
    }
    return Schema.UNRECOGNISED;
  }

  /** Returns whether every event has one shape and header for these and for {@code other}. */
  boolean readsHeadersLike(Schemas other) {
    return headers().equals(other.headers());
  }

  private List<Schema.HeaderPlaces> headers() {
    return ordered.stream().map(Schema::headerPlaces).toList();
  }

  JoinProbe joinProbe() {
    return joinProbe;
  }

  Projection headerProjection() {
    return headerProjection;
  }
}
