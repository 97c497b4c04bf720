package dev.sluice.stream;

import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.PlainEvent;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.event.Vocabulary;
import java.util.List;

/**
 * Names the schemas of events, by the tables that the job started with: no later rule set changes
 * how a schema is recognised. Costs about as much as a tokenizer. For one thread.
 */
final class EventSchemas {
  /** What no schema recognises. */
  static final String UNRECOGNISED = "unrecognised";

  private final List<String> names;
  private final PlainEvent event;
  private final EventReader reader;

  EventSchemas(EventTables tables, EventLimits limits) {
    this.names = tables.schemas().names();
    this.event = Vocabulary.of(tables.schemas(), List.of()).newEvent(limits);
    this.reader = new EventReader(tables.schemas(), tables.logSources(), limits);
  }

  /** The schema of the event in {@code bytes}; {@link #UNRECOGNISED} also when they are none. */
  String of(byte[] bytes) {
    if (event.read(bytes)) {
      return event.shape() < names.size() ? names.get(event.shape()) : UNRECOGNISED;
    }
    return reader.read(bytes) instanceof ReadResult.Readable readable
        ? readable.event().schema()
        : UNRECOGNISED;
  }
}
