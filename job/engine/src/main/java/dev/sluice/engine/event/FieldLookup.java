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
  private final List<LookupStep> steps;

  /** All nodes in order when every step is plain, for which the first that is there wins. */
  private final int @Nullable [] nodes;

  /** Whether there is more than one name, so that one with only objects is the last resort. */
  private final boolean yields;

  /**
   * @param steps asked one after the other, until one gives values
   */
  FieldLookup(List<LookupStep> steps) {
    this.steps = List.copyOf(steps);
    List<int[]> names = plainNames(steps);
    this.nodes =
        names == null ? null : names.stream().flatMapToInt(Arrays::stream).distinct().toArray();
    this.yields = names != null && names.size() > 1;
  }

  static FieldLookup of(int[] nodes) {
    return new FieldLookup(List.of(LookupStep.Kept.of(List.of(nodes), false, Map.of())));
  }

  private static @Nullable List<int[]> plainNames(List<LookupStep> steps) {
    List<int[]> names = new ArrayList<>();
    for (LookupStep step : steps) {
      if (!(step instanceof LookupStep.Kept kept) || !kept.isPlain()) {
        return null;
      }
      names.addAll(kept.names());
    }
    return names;
  }

  /** Returns whether {@code other} looks at the same nodes in the same order. */
  boolean isSamePlace(FieldLookup other) {
    return nodes != null
        && other.nodes != null
        && yields == other.yields
        && Arrays.equals(nodes, other.nodes);
  }

  /** Returns the first value, {@link PlainEvent#ABSENT} or {@link PlainEvent#NOT_PLAIN}. */
  int first(PlainEvent event, Slices slices) {
    if (nodes == null) {
      return firstOfSteps(event, slices);
    }
    int value = slices.firstOf(nodes);
    boolean mayYield = yields && value != Slices.NONE && slices.kind(value) == Slices.COMPOSITE;
    return mayYield ? PlainEvent.NOT_PLAIN : value;
  }

  private int firstOfSteps(PlainEvent event, Slices slices) {
    for (int i = 0; i < steps.size(); i++) {
      if (!(steps.get(i) instanceof LookupStep.Kept kept)) {
        return event.gather(this).isEmpty() ? PlainEvent.ABSENT : PlainEvent.NOT_PLAIN;
      }
      int value = kept.first(slices);
      if (value != Slices.NONE) {
        boolean plain = kept.isPlain() && slices.kind(value) != Slices.COMPOSITE;
        return plain ? value : PlainEvent.NOT_PLAIN;
      }
    }
    return PlainEvent.ABSENT;
  }

  /** Gathers all values and what is made of them, as {@link Event#values} gives them. */
  void gather(PlainEvent event, Slices slices, Gathered into) {
    int objects = -1;
    for (int i = 0; i < steps.size(); i++) {
      into.clear();
      steps.get(i).gather(event, slices, into);
      if (!areObjects(slices, into)) {
        return;
      }
      objects = objects < 0 && !into.isEmpty() ? i : objects;
    }
    into.clear();
    if (objects >= 0) {
      steps.get(objects).gather(event, slices, into);
    }
  }

  private static boolean areObjects(Slices slices, Gathered values) {
    for (int i = 0; i < values.size(); i++) {
      if (slices.kind(values.value(i)) != Slices.COMPOSITE) {
        return false;
      }
    }
    return Value.areObjects(values.made());
  }
}
