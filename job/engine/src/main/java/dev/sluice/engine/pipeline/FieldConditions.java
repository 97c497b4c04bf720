package dev.sluice.engine.pipeline;

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
   * @param included whether these are meant, or all others
   */
  record FieldSet(Set<String> fields, boolean included) {
    FieldSet {
      fields = Set.copyOf(fields);
    }

    boolean holds(String field) {
      return fields.contains(field) == included;
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
