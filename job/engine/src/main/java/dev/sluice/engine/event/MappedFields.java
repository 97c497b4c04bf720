package dev.sluice.engine.event;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the mapping tables of some schemas say of fields.
 *
 * @param names Sigma fields that the tables give
 * @param paths dotted paths of single schemas, by which no other schema finds the value, and the
 *     Sigma field that stands for each
 */
public record MappedFields(Set<String> names, Map<String, String> paths) {

  public MappedFields {
    names = Set.copyOf(names);
    paths = Map.copyOf(paths);
  }

  /**
   * Of {@code tables} and, when there are any, {@code categories} alone. Of two fields that have
   * one path the first counts.
   */
  static MappedFields of(Iterable<FieldTable> tables, Set<String> categories) {
    Set<String> names = new TreeSet<>();
    Map<String, String> paths = new TreeMap<>();
    for (FieldTable table : tables) {
      add(table.always(), names, paths);
      table.byCategory().entrySet().stream()
          .filter(entry -> categories.isEmpty() || categories.contains(entry.getKey()))
          .forEach(entry -> add(entry.getValue(), names, paths));
    }
    paths.keySet().removeAll(names);
    return new MappedFields(names, paths);
  }

  private static void add(
      Map<String, List<FieldSource>> fields, Set<String> names, Map<String, String> paths) {
    names.addAll(fields.keySet());
    new TreeMap<>(fields)
        .forEach((field, sources) -> sources.forEach(source -> add(field, source, names, paths)));
  }

  private static void add(
      String field, FieldSource source, Set<String> names, Map<String, String> paths) {
    boolean isSameValue = source.combination() == Combination.FIRST && source.keepsValues();
    for (FieldName name : source.names()) {
      if (name.text().contains(".") && isSameValue) {
        paths.putIfAbsent(name.text(), field);
      } else {
        names.add(name.text());
      }
    }
  }
}
