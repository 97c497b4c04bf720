package dev.sluice.engine.pipeline;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Set;

/**
 * Which detection items a transformation applies to, by their field.
 *
 * @param any whether one condition is enough
 * @param negated whether the contrary is meant
 */
record FieldConditions(List<FieldSet> sets, boolean any, boolean negated) {

  static final FieldConditions ALL = new FieldConditions(List.of(), false, false);

  FieldConditions {
    sets = List.copyOf(sets);
  }

  /**
   * Some fields.
   *
   * @param patterns of the names of more, from their first letter on
   * @param included whether these are meant, or all others
   */
  record FieldSet(Set<String> fields, List<Pattern> patterns, boolean included) {
    FieldSet {
      fields = Set.copyOf(fields);
      patterns = List.copyOf(patterns);
    }

    boolean holds(String field) {
      boolean named =
          fields.contains(field)
              || patterns.stream().anyMatch(pattern -> pattern.matcher(field).lookingAt());
      return named == included;
    }
  }

  /**
   * Whether items with {@code field} are meant; keywords have the empty one, which no list names.
   */
  boolean hold(String field) {
    if (sets.isEmpty()) {
      return true;
    }
    boolean holds =
        any
            ? sets.stream().anyMatch(set -> set.holds(field))
            : sets.stream().allMatch(set -> set.holds(field));
    return holds != negated;
  }
}
