package dev.sluice.engine.event;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of one field stand in the plain events of one schema and set of log sources, as
 * {@link EventFields} looks them up. Made by {@link Vocabulary}; immutable.
 */
public final class FieldLookup {
  private final List<Step> steps;

  /** All nodes in order when every step is plain, for which the first that is there wins. */
  private final int @Nullable [] nodes;

  /**
   * @param steps asked one after the other, until one gives values
   */
  FieldLookup(List<Step> steps) {
    this.steps = List.copyOf(steps);
    this.nodes = steps.stream().allMatch(Step::isPlain) ? nodes() : null;
  }

  /**
   * Some names of a field.
   *
   * @param names nodes of the name trie by name: of each name the first node that is there counts
   * @param together whether the values of all names are meant; otherwise those of the first
   * @param translated folded texts, beside which others are added
   * @param translations what is added, in the same order
   */
  record Step(List<int[]> names, boolean together, TextTable translated, List<Value> translations) {
    Step {
      names = List.copyOf(names);
      translations = List.copyOf(translations);
    }

    static Step of(List<int[]> names, boolean together, Map<String, String> values) {
      List<String> keys = values.keySet().stream().sorted().toList();
      return new Step(
          names,
          together,
          new TextTable(keys),
          keys.stream().map(key -> Value.string(values.getOrDefault(key, ""))).toList());
    }

    boolean isPlain() {
      return !together && translations.isEmpty();
    }
  }

  static FieldLookup of(int[] nodes) {
    return new FieldLookup(List.of(Step.of(List.of(nodes), false, Map.of())));
  }

  /** Returns whether {@code other} looks at the same nodes in the same order. */
  boolean isSamePlace(FieldLookup other) {
    return nodes != null && other.nodes != null && Arrays.equals(nodes, other.nodes);
  }

  private int[] nodes() {
    return steps.stream()
        .flatMap(step -> step.names().stream())
        .flatMapToInt(Arrays::stream)
        .distinct()
        .toArray();
  }

  /** Returns the first value, {@link PlainEvent#ABSENT} or {@link PlainEvent#NOT_PLAIN}. */
  int first(Slices slices) {
    if (nodes != null) {
      return first(nodes, slices);
    }
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      int value = first(step, slices);
      if (value != Slices.NONE) {
        return step.isPlain() ? value : PlainEvent.NOT_PLAIN;
      }
    }
    return PlainEvent.ABSENT;
  }

  private static int first(Step step, Slices slices) {
    for (int i = 0; i < step.names().size(); i++) {
      int value = first(step.names().get(i), slices);
      if (value != Slices.NONE) {
        return value;
      }
    }
    return Slices.NONE;
  }

  private static int first(int[] nodes, Slices slices) {
    for (int node : nodes) {
      int value = slices.first(node);
      if (value != Slices.NONE) {
        return value;
      }
    }
    return Slices.NONE;
  }

  /** Gathers all values and what is added beside them, as {@link Event#values} gives them. */
  void gather(PlainEvent event, Slices slices, Gathered into) {
    for (int i = 0; i < steps.size() && into.size() == 0; i++) {
      Step step = steps.get(i);
      for (int name = 0; name < step.names().size(); name++) {
        if (into.size() == 0 || step.together()) {
          int value = first(step.names().get(name), slices);
          for (; value >= 0; value = slices.next(value)) {
            into.add(value);
          }
        }
      }
      if (!step.translations().isEmpty()) {
        translate(event, step, into);
      }
    }
  }

  private static void translate(PlainEvent event, Step step, Gathered into) {
    for (int i = 0; i < into.size(); i++) {
      int value = into.value(i);
      if (event.hasText(value)) {
        int from = event.foldedFrom(value);
        int number = step.translated().indexOf(event.buffer(), from, event.foldedTo(value));
        if (number >= 0) {
          into.add(step.translations().get(number));
        }
      }
    }
  }
}
