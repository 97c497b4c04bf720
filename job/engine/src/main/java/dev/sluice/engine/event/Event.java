package dev.sluice.engine.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One event that answers to Sigma field names.
 *
 * <p>A field is looked up as a member of that very name in the roots of its schema, the first root
 * that has it wins; then as a dotted path in the same order; then through the names that the
 * mapping tables give for it. An array stands for each of its items. What was looked up is
 * remembered, so an event belongs to one thread at a time.
 */
public final class Event {
  private final byte[] bytes;
  private final Schema schema;
  private final Node.Members document;
  private final EventFields fields;
  private final Set<LogSource> logSources;
  private final Header header;
  private final Map<String, Value> enrichment;
  private final Map<String, List<Value>> known = new HashMap<>();
  private @Nullable List<Value> texts;

  /** Reads an event whose log sources are not known yet. */
  Event(byte[] bytes, Schema schema, Node.Members raw, EmbeddedDocuments embedded) {
    this.bytes = bytes;
    this.schema = schema;
    this.header = schema.header(path -> Schema.valuesAt(path, raw));
    this.document = schema.prepare(raw, embedded);
    this.fields = new EventFields(schema, document);
    this.logSources = Set.of();
    this.enrichment = Map.of();
  }

  private Event(Event event, Set<LogSource> logSources, Map<String, Value> enrichment) {
    this.bytes = event.bytes;
    this.schema = event.schema;
    this.header = event.header;
    this.document = event.document;
    this.fields = event.fields;
    this.logSources = logSources;
    this.enrichment = Map.copyOf(enrichment);
  }

  Event withLogSources(Set<LogSource> sources) {
    return new Event(this, sources, enrichment);
  }

  /**
   * Returns this event with values that are known from elsewhere for fields that it says nothing
   * of. They are no part of its bytes, nor of {@link #texts}.
   *
   * @param values by the names of fields, which no other field is found through
   */
  public Event enrichedWith(Map<String, Value> values) {
    return values.isEmpty() ? this : new Event(this, logSources, values);
  }

  /** Returns whether the values of a field are known from elsewhere. */
  public boolean isEnriched(String field) {
    return enrichment.containsKey(field);
  }

  /** Returns the bytes as they arrived; they must not be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns the name of the table that recognised the event, or {@code unrecognised}. */
  public String schema() {
    return schema.name();
  }

  /** Returns what the event is, in the order of the tables; empty when no table knows it. */
  public Set<LogSource> logSources() {
    return logSources;
  }

  /** Returns the host, folded and without a trailing dot, or null when the event names none. */
  public @Nullable String host() {
    return header.host();
  }

  /** Returns the event's own time, or null when it has none that can be read. */
  public @Nullable Instant time() {
    return header.time();
  }

  /** Returns of which larger event this is a record, or null when it stands alone. */
  public @Nullable RecordKey record() {
    return header.record();
  }

  /**
   * Returns the values of a Sigma field, whose name is case-sensitive; none when the event lacks
   * it.
   */
  public List<Value> values(String field) {
    List<Value> values = known.get(field);
    if (values == null) {
      Value other = enrichment.get(field);
      values = other == null ? fields.values(field, logSources) : List.of(other);
      known.put(field, values);
    }
    return values;
  }

  /**
   * Returns every string and number at any depth in document order: a string that holds a document,
   * then what is in it.
   */
  public List<Value> texts() {
    List<Value> all = texts;
    if (all == null) {
      all = new ArrayList<>();
      document.addTexts(all);
      all = List.copyOf(all);
      texts = all;
    }
    return all;
  }

  /** Returns the values of a field without the names that depend on a log source. */
  List<Value> unroutedValues(String field) {
    return fields.values(field, Set.of());
  }

  /** Returns the values of a fact, none when the schema has no such fact. */
  List<Value> fact(Fact fact) {
    return fields.fact(fact);
  }

  /** Returns the log source that the event itself names, or null. */
  @Nullable LogSource namedLogSource() {
    return fields.namedLogSource();
  }
}
