package dev.sluice.engine.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a Sigma field stands in an event that has no member of that name.
 *
 * @param always by field name: the first that gives values counts
 * @param byCategory by folded category, then by field name: these count before {@code always}
 */
record FieldTable(
    Map<String, List<FieldSource>> always, Map<String, Map<String, List<FieldSource>>> byCategory) {
  static final FieldTable EMPTY = new FieldTable(Map.of(), Map.of());

  /** Returns this table with the entries of {@code other} that it lacks. */
  FieldTable with(FieldTable other) {
    Map<String, List<FieldSource>> all = new HashMap<>(other.always);
    all.putAll(always);
    Map<String, Map<String, List<FieldSource>>> categories = new HashMap<>(other.byCategory);
    byCategory.forEach(
        (category, fields) ->
            categories.merge(
                category,
                fields,
                (theirs, ours) -> {
                  Map<String, List<FieldSource>> merged = new HashMap<>(theirs);
                  merged.putAll(ours);
                  return merged;
                }));
    return new FieldTable(all, categories);
  }

  /** Returns the categories that have fields of their own, folded. */
  Set<String> categories() {
    return byCategory.keySet();
  }

  /** Returns every name that stands for a field. */
  Set<String> names() {
    Set<String> names = new HashSet<>();
    sources().forEach(source -> source.names().forEach(name -> names.add(name.text())));
    return names;
  }

  /** Returns every name of an array of which an item stands for a field. */
  Set<String> arrays() {
    return sources()
        .flatMap(source -> source.names().stream())
        .flatMap(name -> Stream.ofNullable(name.array()))
        .collect(Collectors.toSet());
  }

  private Stream<FieldSource> sources() {
    return Stream.concat(Stream.of(always), byCategory.values().stream())
        .flatMap(fields -> fields.values().stream())
        .flatMap(List::stream);
  }

  /**
   * Returns where {@code field} stands in an event that is each of {@code logSources}, in the order
   * in which they are asked: under its own name, unless an entry comes first that says where its
   * own name has its turn; then through the entries of categories; then through that of every
   * event.
   */
  List<FieldSource> sources(String field, Collection<LogSource> logSources) {
    List<List<FieldSource>> entries = new ArrayList<>();
    for (LogSource logSource : logSources) {
      if (logSource.category() != null) {
        entries.add(
            byCategory.getOrDefault(logSource.category(), Map.of()).getOrDefault(field, List.of()));
      }
    }
    entries.add(always.getOrDefault(field, List.of()));
    List<FieldSource> sources = new ArrayList<>();
    int own = 0;
    for (List<FieldSource> entry : entries) {
      boolean precedes = own == sources.size() && names(entry, field);
      sources.addAll(entry);
      own = precedes ? sources.size() : own;
    }
    sources.add(own, FieldSource.literal(field));
    return sources;
  }

  private static boolean names(List<FieldSource> entry, String field) {
    return entry.stream().anyMatch(source -> source.names(field));
  }

  /** Returns whether only the log source of an event tells where {@code field} stands. */
  boolean dependsOnLogSource(String field) {
    return byCategory.values().stream().anyMatch(fields -> fields.containsKey(field));
  }

  /** Returns whether an entry for {@code field} may come before its own name. */
  boolean mayPrecede(String field) {
    return Stream.concat(Stream.of(always), byCategory.values().stream())
        .anyMatch(fields -> names(fields.getOrDefault(field, List.of()), field));
  }
}
