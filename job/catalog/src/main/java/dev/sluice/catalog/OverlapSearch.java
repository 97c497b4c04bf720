package dev.sluice.catalog;

import dev.sluice.catalog.data.Overlap.Contradiction;
import dev.sluice.catalog.data.Overlap.Duplicate;
import dev.sluice.catalog.data.Overlap.Pair;
import dev.sluice.catalog.data.Overlap.Searched;
import dev.sluice.catalog.data.Overlap.Subsumption;
import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.review.RuleComparison;
import dev.sluice.engine.review.Surplus;
import dev.sluice.engine.review.Surplus.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds rules that fire on the same events, rules that fire whenever others do, and rules that
 * never fire.
 *
 * <p>Of each rule an event is made on which it fires. Only a rule that fires on it too can fire
 * whenever that rule does: those are compared, so that no pair is missed of a rule with such an
 * event.
 */
final class OverlapSearch {

  /** With how many others a rule is compared; of the rest nothing is known. */
  private static final int MAX_WIDER = 200;

  private final List<CatalogRule> rules;
  private final RuleComparison comparison;
  private final WitnessCheck check;
  private final Map<String, String> events = new LinkedHashMap<>();
  private final List<String> withoutEvent = new ArrayList<>();
  private final List<Contradiction> contradictions = new ArrayList<>();
  private final Map<String, Set<String>> wider = new LinkedHashMap<>();
  private final List<Pair> unknown = new ArrayList<>();
  private final Map<String, CatalogRule> bySlug = new HashMap<>();
  private int pairs;

  OverlapSearch(List<CatalogRule> rules, RuleComparison comparison, WitnessCheck check) {
    this.rules = rules;
    this.comparison = comparison;
    this.check = check;
    rules.forEach(rule -> bySlug.put(rule.slug(), rule));
  }

  /** What a rule was found to be beside another one that fires on its event. */
  private record Compared(Pair pair, Answer surplus) {}

  /**
   * Searches; to be called once, first.
   *
   * @param progress is run twice for each rule, by several threads
   */
  void search(Runnable progress) {
    List<Surplus> firing =
        rules.parallelStream()
            .map(rule -> after(comparison.firing(rule.compiled()), progress))
            .toList();
    IdentityHashMap<CompiledRule, CatalogRule> known = new IdentityHashMap<>();
    for (int i = 0; i < rules.size(); i++) {
      known.put(rules.get(i).compiled(), rules.get(i));
      add(rules.get(i), firing.get(i));
    }
    rules.parallelStream()
        .map(rule -> after(compared(rule, known), progress))
        .toList()
        .forEach(compared -> compared.forEach(this::add));
  }

  private static <T> T after(T value, Runnable progress) {
    progress.run();
    return value;
  }

  private void add(CatalogRule rule, Surplus firing) {
    if (firing.answer() == Answer.YES) {
      events.put(rule.slug(), firing.witness());
    } else if (firing.answer() == Answer.NO && rule.compiled().routable()) {
      contradictions.add(new Contradiction(rule.slug()));
    } else {
      withoutEvent.add(rule.slug());
    }
  }

  /** Holds {@code rule} against each that may be wider. */
  private List<Compared> compared(
      CatalogRule rule, IdentityHashMap<CompiledRule, CatalogRule> known) {
    String event = event(rule.slug());
    if (event.isEmpty()) {
      return List.of();
    }
    List<Compared> compared = new ArrayList<>();
    for (CompiledRule fired : check.fired(event)) {
      CatalogRule other = known.get(fired);
      if (other != null && !other.slug().equals(rule.slug()) && mayBeWider(other, rule)) {
        Answer surplus =
            compared.size() < MAX_WIDER
                ? comparison.surplus(rule.compiled(), fired).answer()
                : Answer.UNKNOWN;
        compared.add(new Compared(new Pair(other.slug(), rule.slug()), surplus));
      }
    }
    return compared;
  }

  private void add(Compared compared) {
    pairs++;
    Pair pair = compared.pair();
    switch (compared.surplus()) {
      case NO -> wider.computeIfAbsent(pair.narrow(), any -> new TreeSet<>()).add(pair.wide());
      case UNKNOWN -> unknown.add(pair);
      case YES -> {
        // there is an event on which only the narrow one fires
      }
    }
  }

  private static boolean mayBeWider(CatalogRule wide, CatalogRule narrow) {
    return wide.compiled().rule().logSource().contains(narrow.compiled().rule().logSource());
  }

  /** An event on which the rule fires; empty when none could be made. */
  String event(String slug) {
    return events.getOrDefault(slug, "");
  }

  private boolean isWider(String wide, String narrow) {
    return wider.getOrDefault(narrow, Set.of()).contains(wide);
  }

  List<Duplicate> duplicates() {
    List<Duplicate> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String slug : new TreeSet<>(wider.keySet())) {
      Set<String> same = new TreeSet<>();
      same.add(slug);
      wider.getOrDefault(slug, Set.of()).stream()
          .filter(other -> isWider(slug, other))
          .forEach(same::add);
      if (same.size() > 1 && seen.addAll(same)) {
        found.add(duplicate(List.copyOf(same)));
      }
    }
    return found;
  }

  private Duplicate duplicate(List<String> slugs) {
    List<CompiledRule> same = slugs.stream().map(slug -> compiled(slug)).toList();
    boolean equal =
        same.stream().allMatch(rule -> rule.predicate().equals(same.get(0).predicate()));
    String witness = event(slugs.get(0));
    return new Duplicate(slugs, equal, check.firesAll(witness, same) ? witness : "");
  }

  List<Subsumption> subsumptions() {
    List<Subsumption> found = new ArrayList<>();
    wider.forEach(
        (narrow, wides) ->
            wides.stream()
                .filter(wide -> !isWider(/* wide= */ narrow, /* narrow= */ wide))
                .forEach(wide -> found.add(subsumption(wide, narrow))));
    found.sort(Comparator.comparing(Subsumption::wide).thenComparing(Subsumption::narrow));
    return found;
  }

  private Subsumption subsumption(String wide, String narrow) {
    CompiledRule one = compiled(wide);
    CompiledRule other = compiled(narrow);
    String both = event(narrow);
    String more = comparison.surplus(one, other).witness();
    return new Subsumption(
        wide,
        narrow,
        check.firesAll(both, List.of(one, other)) ? both : "",
        !more.isEmpty() && check.firesOnly(more, one, other) ? more : "");
  }

  private CompiledRule compiled(String slug) {
    CatalogRule rule = bySlug.get(slug);
    if (rule == null) {
      throw new IllegalStateException("no rule " + slug);
    }
    return rule.compiled();
  }

  List<Contradiction> contradictions() {
    return contradictions.stream().sorted(Comparator.comparing(Contradiction::rule)).toList();
  }

  Searched searched() {
    return new Searched(
        rules.size(),
        withoutEvent.stream().sorted().toList(),
        rules.stream().filter(DeadBranchSearch::isTooLong).map(CatalogRule::slug).sorted().toList(),
        pairs,
        unknown.stream()
            .sorted(Comparator.comparing(Pair::wide).thenComparing(Pair::narrow))
            .toList());
  }
}
