package dev.sluice.engine.event;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line of a log source table: an event of these schemas that meets every condition is this log
 * source.
 *
 * @param named whether only an event that names the log source itself is one
 * @param routes whether the entry adds anything that another entry of its table does not; otherwise
 *     it only explains
 */
record LogSourceEntry(
    Set<String> schemas,
    LogSource logSource,
    List<Condition> conditions,
    List<EventType> eventTypes,
    boolean named,
    boolean routes) {

  LogSourceEntry {
    schemas = Set.copyOf(schemas);
    conditions = List.copyOf(conditions);
    eventTypes = List.copyOf(eventTypes);
  }

  /** A fact, or else a field, has one of these texts, whatever the case. */
  record Condition(@Nullable Fact fact, String field, List<String> texts, Set<String> folded) {
    static Condition of(String field, List<String> texts) {
      return new Condition(
          Fact.of(field),
          field,
          texts,
          texts.stream().map(CaseFold::fold).collect(Collectors.toSet()));
    }

    boolean holds(Event event) {
      for (Value value : fact == null ? event.unroutedValues(field) : event.fact(fact)) {
        if (folded.contains(value.folded())) {
          return true;
        }
      }
      return false;
    }
  }

  boolean admits(Event event) {
    for (Condition condition : conditions) {
      if (!condition.holds(event)) {
        return false;
      }
    }
    return true;
  }
}
