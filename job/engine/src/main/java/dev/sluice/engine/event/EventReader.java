package dev.sluice.engine.event;

import java.util.Set;
import java.util.function.Function;

/**
 * Bytes to events. Immutable and thread-safe; no input makes it throw.
 *
 * <p>One JSON object in UTF-8 is one event; a byte order mark before it and white space around it
 * are no matter.
 */
public final class EventReader {
  private final Schemas schemas;
  private final LogSources logSources;
  private final JsonReader json;
  private final EmbeddedDocuments embedded;

  public EventReader(Schemas schemas, LogSources logSources, EventLimits limits) {
    this.schemas = schemas;
    this.logSources = logSources;
    this.json = new JsonReader(limits);
    this.embedded = new EmbeddedDocuments(limits);
  }

  /** Returns the event in {@code bytes}, which it keeps, or why there is none. */
  public ReadResult read(byte[] bytes) {
    return read(bytes, logSources::of);
  }

  /** The same, with log sources that are known already. */
  public ReadResult read(byte[] bytes, Set<LogSource> known) {
    return read(bytes, facts -> known);
  }

  private ReadResult read(byte[] bytes, Function<Event, Set<LogSource>> sources) {
    try {
      Node.Members document = json.read(bytes, Projection.ALL);
      Event facts = new Event(bytes, schemas.schemaOf(document), document, embedded);
      return new ReadResult.Readable(facts.withLogSources(sources.apply(facts)));
    } catch (UnreadableException unreadable) {
      return new ReadResult.Unreadable(unreadable.deadLetter());
    }
  }

  /** Returns what gives headers faster than {@link #header}, for one thread. */
  public HeaderReader headers() {
    return new HeaderReader(this, schemas, json.limits());
  }

  /**
   * Returns whether {@code bytes} may be a record of a larger event: false only when their header
   * says so, and far cheaper than it.
   */
  public boolean mayBeRecord(byte[] bytes) {
    return schemas.joinProbe().mayJoin(bytes);
  }

  /**
   * Returns what {@link #read} gives of these for the same bytes, or the same dead letter. The scan
   * checks the whole document but keeps only the members that the schema tables look at.
   */
  public Header header(byte[] bytes) {
    try {
      Node.Members document = json.read(bytes, schemas.headerProjection());
      return schemas.schemaOf(document).header(path -> Schema.valuesAt(path, document));
    } catch (UnreadableException unreadable) {
      return new Header(null, null, null, unreadable.deadLetter());
    }
  }
}
