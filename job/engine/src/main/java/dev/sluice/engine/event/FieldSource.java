package dev.sluice.engine.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The names that stand for a field, and what is made of the values there. Immutable.
 *
 * @param names looked up as fields are
 * @param combination how their values become those of the field
 * @param decoding how the texts under the names are written
 * @param starts rewrites the starts of texts
 * @param also text to the text that is added beside it; the key is folded
 */
record FieldSource(
    List<FieldName> names,
    Combination combination,
    Decoding decoding,
    Starts starts,
    Map<String, String> also) {
  FieldSource {
    names = List.copyOf(names);
    also = Map.copyOf(also);
  }

  /** Returns the source of a field that stands under its own name. */
  static FieldSource literal(String field) {
    return new FieldSource(
        List.of(FieldName.literal(field)), Combination.FIRST, Decoding.NONE, Starts.KEPT, Map.of());
  }

  /** Returns whether {@code field} is among the names. */
  boolean names(String field) {
    return names.stream().anyMatch(name -> name.text().equals(field));
  }

  /** Returns whether every value is one of the event, or a text beside one. */
  boolean keepsValues() {
    return combination.keepsEach()
        && decoding == Decoding.NONE
        && starts == Starts.KEPT
        && names.stream().allMatch(name -> name.array() == null);
  }

  /**
   * Returns the values of the field.
   *
   * @param at the values under the name of a number in {@link #names}
   */
  List<Value> values(IntFunction<List<Value>> at) {
    List<Value> values = starts.rewrite(combination.of(names.size(), decoded(at)));
    return also.isEmpty() ? values : withAlso(values);
  }

  private IntFunction<List<Value>> decoded(IntFunction<List<Value>> at) {
    return combination.keepsEach()
        ? name -> decoding.beside(at.apply(name))
        : name -> decoding.likeliest(at.apply(name));
  }

  private List<Value> withAlso(List<Value> values) {
    List<Value> all = new ArrayList<>(values);
    for (Value value : values) {
      String text = value.hasText() ? also.get(value.folded()) : null;
      if (text != null) {
        all.add(Value.string(text));
      }
    }
    return List.copyOf(all);
  }
}
