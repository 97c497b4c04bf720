package dev.sluice.engine.event;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a Sigma field stands in an event that has no member of that name.
 *
 * @param always by field name
 * @param byCategory by folded category, then by field name: these count before {@code always}
 */
record FieldTable(Map<String, Source> always, Map<String, Map<String, Source>> byCategory) {
  static final FieldTable EMPTY = new FieldTable(Map.of(), Map.of());

  /**
   * The names or paths that stand for a field.
   *
   * @param from looked up as fields are
   * @param together whether the values of all of them are meant; otherwise those of the first that
   *     is there
   * @param values text to the text that is added beside it; the key is folded
   */
  record Source(List<String> from, boolean together, Map<String, String> values) {}

  /** Returns this table with the entries of {@code other} that it lacks. */
  FieldTable with(FieldTable other) {
    Map<String, Source> all = new HashMap<>(other.always);
    all.putAll(always);
    Map<String, Map<String, Source>> categories = new HashMap<>(other.byCategory);
    byCategory.forEach(
        (category, fields) ->
            categories.merge(
                category,
                fields,
                (theirs, ours) -> {
                  Map<String, Source> merged = new HashMap<>(theirs);
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
    always.values().forEach(source -> names.addAll(source.from()));
    byCategory
        .values()
        .forEach(fields -> fields.values().forEach(source -> names.addAll(source.from())));
    return names;
  }

  @Nullable Source source(String field) {
    return always.get(field);
  }

  @Nullable Source source(String category, String field) {
    return byCategory.getOrDefault(category, Map.of()).get(field);
  }
}
