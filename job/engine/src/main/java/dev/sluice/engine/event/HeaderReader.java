package dev.sluice.engine.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Headers of events from places in their bytes, with no tree built.
 *
 * <p>Invariant: equal to what {@link EventReader#header} gives, which is asked for what cannot be
 * read this way. One object belongs to one thread.
 */
public final class HeaderReader {
  private final EventReader reader;
  private final Vocabulary vocabulary;
  private final PlainEvent event;
  private final Map<Path, FieldLookup> places = new HashMap<>();

  HeaderReader(EventReader reader, Schemas schemas, EventLimits limits) {
    this.reader = reader;
    this.vocabulary = Vocabulary.ofHeaders(schemas);
    this.event = vocabulary.newEvent(limits);
    for (Schema schema : schemas.ordered()) {
      schema.headerPaths().forEach(path -> places.put(path, vocabulary.lookup(path)));
    }
  }

  /** Returns host, time and record key of the event in {@code bytes}, or why there is none. */
  public Header header(byte[] bytes) {
    return event.recognise(bytes)
        ? vocabulary.schema(event.shape()).header(this::valuesAt)
        : reader.header(bytes);
  }

  private List<Value> valuesAt(Path path) {
    List<Value> values = new ArrayList<>(1);
    FieldLookup place = Objects.requireNonNull(places.get(path));
    for (int value = event.first(place); value >= 0; value = event.next(value)) {
      values.add(event.toValue(value));
    }
    return values;
  }
}
