package dev.sluice.engine.event;

import dev.sluice.engine.yaml.SigmaError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which Sigma log sources an event is.
 *
 * <p>An event is a set of them: a Sysmon 1 is (windows, process_creation, sysmon). A rule is
 * admitted when one of the event's log sources has every attribute that the rule states. Immutable.
 */
public final class LogSources {
  private final List<LogSourceEntry> entries;
  private final Map<String, List<LogSourceEntry>> routesBySchema = new HashMap<>();
  private final Map<LogSource, String> unsupported;

  private LogSources(List<LogSourceEntry> entries, Map<LogSource, String> unsupported) {
    this.entries = List.copyOf(entries);
    this.unsupported = Collections.unmodifiableMap(new LinkedHashMap<>(unsupported));
    for (LogSourceEntry entry : entries) {
      if (entry.routes() && !entry.named()) {
        entry
            .schemas()
            .forEach(
                schema ->
                    routesBySchema.computeIfAbsent(schema, name -> new ArrayList<>()).add(entry));
      }
    }
  }

  /**
   * Reads log source tables; {@code rules/logsources/README.md} has their format. A bad table is
   * left out, with errors.
   */
  public static TableResult<LogSources> parse(List<TableSource> sources) {
    List<SigmaError> errors = new ArrayList<>();
    LogSourceTables tables = new LogSourceTables(errors);
    sources.forEach(tables::read);
    return new TableResult<>(new LogSources(tables.entries(), tables.unsupported()), errors);
  }

  /**
   * Returns what {@code facts} is, in the order of the tables, whatever it was said to be before. A
   * log source that another one includes is left out: it admits no further rule.
   */
  public Set<LogSource> of(Event facts) {
    LogSource named = facts.namedLogSource();
    if (named != null) {
      return Set.of(named);
    }
    Set<LogSource> found = new LinkedHashSet<>();
    for (LogSourceEntry entry : routesBySchema.getOrDefault(facts.schema(), List.of())) {
      if (!found.contains(entry.logSource()) && entry.admits(facts)) {
        found.add(entry.logSource());
      }
    }
    found.removeIf(source -> found.stream().anyMatch(other -> isIncluded(source, other)));
    return Collections.unmodifiableSet(found);
  }

  /** Returns the fields, facts apart, that decide the log source of an event of any schema. */
  public Set<String> conditionFields() {
    Set<String> fields = new LinkedHashSet<>();
    for (LogSourceEntry entry : entries) {
      for (LogSourceEntry.Condition condition : entry.conditions()) {
        if (condition.fact() == null) {
          fields.add(condition.field());
        }
      }
    }
    return fields;
  }

  /** Returns all that is asked of events of {@code schema}. */
  List<LogSourceEntry.Condition> conditions(String schema) {
    return routesBySchema.getOrDefault(schema, List.of()).stream()
        .flatMap(entry -> entry.conditions().stream())
        .toList();
  }

  /**
   * Returns every log source that some entry can give, including those that an event must name
   * itself.
   */
  public Set<LogSource> known() {
    Set<LogSource> known = new LinkedHashSet<>();
    entries.forEach(entry -> known.add(entry.logSource()));
    return Collections.unmodifiableSet(known);
  }

  /**
   * Returns the log sources that only an event gives which names them itself in {@code logsource}.
   */
  public Set<LogSource> knownByNameOnly() {
    Set<LogSource> named = new LinkedHashSet<>();
    Set<LogSource> routed = new LinkedHashSet<>();
    entries.forEach(entry -> (entry.named() ? named : routed).add(entry.logSource()));
    named.removeAll(routed);
    return Collections.unmodifiableSet(named);
  }

  /** Returns the log sources that rules name and no entry can give, with the reason. */
  public Map<LogSource, String> unsupported() {
    return unsupported;
  }

  /**
   * Returns the kinds of event that have every stated attribute, in the order of the tables; null
   * states nothing.
   */
  public List<EventType> eventTypes(
      @Nullable String product, @Nullable String category, @Nullable String service) {
    LogSource stated = new LogSource(product, category, service);
    Set<EventType> types = new LinkedHashSet<>();
    for (LogSourceEntry entry : entries) {
      if (stated.equals(entry.logSource()) || isIncluded(stated, entry.logSource())) {
        types.addAll(entry.eventTypes());
      }
    }
    return List.copyOf(types);
  }

  /** Returns the schemas of the events whose log source {@code meant} admits. */
  Set<String> schemasOf(Predicate<LogSource> meant) {
    return entries.stream()
        .filter(entry -> meant.test(entry.logSource()))
        .flatMap(entry -> entry.schemas().stream())
        .collect(Collectors.toSet());
  }

  private static boolean isIncluded(LogSource source, LogSource other) {
    return !source.equals(other)
        && isStatedBy(source.product(), other.product())
        && isStatedBy(source.category(), other.category())
        && isStatedBy(source.service(), other.service());
  }

  private static boolean isStatedBy(@Nullable String attribute, @Nullable String other) {
    return attribute == null || attribute.equals(other);
  }
}
