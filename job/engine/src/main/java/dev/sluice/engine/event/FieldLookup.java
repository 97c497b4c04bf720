package dev.sluice.engine.event;

import java.util.ArrayList;
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
   * @param values folded text to the text that is added beside it
   */
  record Step(List<int[]> names, boolean together, Map<String, String> values) {
    Step {
      names = List.copyOf(names);
    }

    boolean isPlain() {
      return !together && values.isEmpty();
    }
  }

  static FieldLookup of(int[] nodes) {
    return new FieldLookup(List.of(new Step(List.of(nodes), false, Map.of())));
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

  /** Returns all values, as {@link Event#values} gives them. */
  List<Value> values(PlainEvent event, Slices slices) {
    for (Step step : steps) {
      List<Value> values = new ArrayList<>();
      for (int[] name : step.names()) {
        if (values.isEmpty() || step.together()) {
          for (int value = first(name, slices); value >= 0; value = slices.next(value)) {
            values.add(event.toValue(value));
          }
        }
      }
      EventFields.addTranslations(values, step.values());
      if (!values.isEmpty()) {
        return values;
      }
    }
    return List.of();
  }
}
