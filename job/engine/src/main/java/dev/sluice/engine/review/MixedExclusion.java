package dev.sluice.engine.review;

import dev.sluice.engine.event.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out false positives that have no field in common: one selection after the other, each the
 * values of at most two fields that most of those have which are left.
 */
final class MixedExclusion {

  private static final int MAX_TRAITS = 40;
  private static final int MAX_SELECTIONS = 5;

  private final List<List<Trait>> subsets = new ArrayList<>();
  private final List<Event> truePositives;

  /** Values that some events have and no true positive. */
  private record Group(List<Trait> traits, List<String> values, Set<Event> events) {

    int cost() {
      return traits.stream().mapToInt(Trait::cost).sum();
    }

    boolean isBetterThan(@Nullable Group other) {
      return other == null
          || events.size() > other.events.size()
          || (events.size() == other.events.size() && cost() < other.cost());
    }

    Map<String, String> selection() {
      Map<String, String> selection = new LinkedHashMap<>();
      for (int i = 0; i < traits.size(); i++) {
        selection.put(traits.get(i).key(), values.get(i));
      }
      return selection;
    }
  }

  MixedExclusion(List<Trait> traits, List<Event> truePositives) {
    this.truePositives = truePositives;
    List<Trait> first = traits.stream().limit(MAX_TRAITS).toList();
    first.forEach(trait -> subsets.add(List.of(trait)));
    for (int i = 0; i < first.size(); i++) {
      for (int j = i + 1; j < first.size(); j++) {
        if (!first.get(i).field().equals(first.get(j).field())) {
          subsets.add(List.of(first.get(i), first.get(j)));
        }
      }
    }
  }

  /** Returns null when there is none. */
  @Nullable Exclusion of(List<Event> falsePositives) {
    Set<Event> left = new LinkedHashSet<>(falsePositives);
    List<Map<String, String>> selections = new ArrayList<>();
    while (!left.isEmpty()) {
      Group best = null;
      for (List<Trait> subset : subsets) {
        for (Group group : groups(subset, left)) {
          best = group.isBetterThan(best) ? group : best;
        }
      }
      if (best == null || selections.size() == MAX_SELECTIONS) {
        return null;
      }
      selections.add(best.selection());
      left.removeAll(best.events());
    }
    return new Exclusion(selections);
  }

  private List<Group> groups(List<Trait> subset, Set<Event> events) {
    Set<List<String>> kept = new HashSet<>();
    for (Event event : truePositives) {
      List<String> tuple = Trait.tuple(subset, event);
      if (tuple != null) {
        kept.add(Trait.folded(tuple));
      }
    }
    Map<List<String>, Group> groups = new LinkedHashMap<>();
    for (Event event : events) {
      List<String> tuple = Trait.tuple(subset, event);
      if (tuple != null && !kept.contains(Trait.folded(tuple))) {
        groups
            .computeIfAbsent(
                Trait.folded(tuple), key -> new Group(subset, tuple, new LinkedHashSet<>()))
            .events()
            .add(event);
      }
    }
    return List.copyOf(groups.values());
  }
}
