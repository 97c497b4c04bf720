package dev.sluice.engine.review;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.event.CaseFold;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.match.LeafWalk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the values of few fields that all false positives of a rule have and no true positive
 * does. For one use.
 */
public final class ExclusionSearch {

  private static final int MAX_TRAITS = 24;
  private static final int MAX_FIELDS = 3;
  private static final int MAX_SELECTIONS = 10;
  private static final int MAX_PROPOSALS = 20;

  private final Map<List<String>, Integer> falseKinds;
  private final Map<List<String>, Integer> trueKinds;
  private final List<Event> falsePositives;
  private final List<Event> truePositives;
  private final List<Trait> traits;
  private final List<Candidate> candidates = new ArrayList<>();

  /** Traits that together tell all false positives from the true ones, and their values. */
  private record Candidate(int cost, List<Trait> traits, List<List<String>> values) {

    Exclusion exclusion() {
      List<Map<String, String>> selections = new ArrayList<>();
      for (List<String> tuple : values) {
        Map<String, String> selection = new LinkedHashMap<>();
        for (int i = 0; i < traits.size(); i++) {
          selection.put(traits.get(i).key(), tuple.get(i));
        }
        selections.add(selection);
      }
      return new Exclusion(selections);
    }
  }

  /**
   * @param falsePositives events on which {@code rule} fires and should not
   * @param truePositives events on which it fires and should
   */
  public ExclusionSearch(CompiledRule rule, List<Event> falsePositives, List<Event> truePositives) {
    Set<String> own = new LinkedHashSet<>();
    LeafWalk.fields(List.of(rule.predicate()), own);
    this.traits = new TraitFinder(own).of(falsePositives);
    this.falseKinds = kinds(falsePositives);
    this.trueKinds = kinds(truePositives);
    this.falsePositives = falseKinds.values().stream().map(falsePositives::get).toList();
    this.truePositives = trueKinds.values().stream().map(truePositives::get).toList();
  }

  /** Events that no trait tells apart are one kind: what they have, and where the first stands. */
  private Map<List<String>, Integer> kinds(List<Event> events) {
    Map<List<String>, Integer> kinds = new LinkedHashMap<>();
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      List<String> all =
          traits.stream()
              .map(trait -> CaseFold.fold(Objects.requireNonNullElse(trait.of(event), "")))
              .toList();
      kinds.putIfAbsent(all, i);
    }
    return kinds;
  }

  /**
   * Returns exclusions that leave out every false positive and no true one, the best first: few
   * fields, those that stay the same, few values. None when there is none.
   */
  public List<Exclusion> proposals() {
    List<Trait> common =
        traits.stream()
            .filter(trait -> falsePositives.stream().allMatch(event -> trait.of(event) != null))
            .filter(trait -> tuples(List.of(trait)) != null)
            .limit(MAX_TRAITS)
            .toList();
    subsets(common, List.of(), 0);
    if (candidates.isEmpty()) {
      Exclusion mixed = new MixedExclusion(traits, truePositives).of(falsePositives);
      return mixed == null ? List.of() : List.of(mixed);
    }
    return candidates.stream()
        .sorted(Comparator.comparingInt(Candidate::cost))
        .limit(MAX_PROPOSALS)
        .map(Candidate::exclusion)
        .toList();
  }

  private void subsets(List<Trait> common, List<Trait> chosen, int from) {
    for (int i = from; i < common.size(); i++) {
      Trait next = common.get(i);
      if (chosen.stream().noneMatch(trait -> trait.field().equals(next.field()))) {
        List<Trait> subset = new ArrayList<>(chosen);
        subset.add(next);
        boolean tells = consider(subset);
        if (!tells && subset.size() < MAX_FIELDS) {
          subsets(common, subset, i + 1);
        }
      }
    }
  }

  /** Whether {@code subset} tells the events apart; more fields would only add to it. */
  private boolean consider(List<Trait> subset) {
    Map<List<String>, List<String>> tuples = tuples(subset);
    if (tuples == null) {
      return false;
    }
    Set<List<String>> hidden = new HashSet<>(tuples.keySet());
    for (Event event : truePositives) {
      List<String> tuple = Trait.tuple(subset, event);
      if (tuple != null && hidden.contains(Trait.folded(tuple))) {
        return false;
      }
    }
    int cost = subset.stream().mapToInt(Trait::cost).sum() + 2 * (tuples.size() - 1);
    candidates.add(new Candidate(cost, subset, List.copyOf(tuples.values())));
    return true;
  }

  /** The different values of the false positives, by their folded form; null when too many. */
  private @Nullable Map<List<String>, List<String>> tuples(List<Trait> subset) {
    Map<List<String>, List<String>> tuples =
        new TreeMap<>(Comparator.comparing(values -> String.join("\n", values)));
    for (Event event : falsePositives) {
      List<String> tuple = Objects.requireNonNull(Trait.tuple(subset, event), "a common trait");
      tuples.putIfAbsent(Trait.folded(tuple), tuple);
      if (tuples.size() > MAX_SELECTIONS) {
        return null;
      }
    }
    return tuples;
  }

  /**
   * Returns a false and a true positive that no trait tells apart, as their places in the lists;
   * null when there are none.
   */
  public int @Nullable [] indistinguishable() {
    for (Map.Entry<List<String>, Integer> kind : falseKinds.entrySet()) {
      Integer twin = trueKinds.get(kind.getKey());
      if (twin != null) {
        return new int[] {kind.getValue(), twin};
      }
    }
    return null;
  }
}
