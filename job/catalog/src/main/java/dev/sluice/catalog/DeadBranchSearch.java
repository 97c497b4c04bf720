package dev.sluice.catalog;

import dev.sluice.catalog.data.Overlap.DeadBranch;
import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.review.RuleComparison;
import dev.sluice.engine.review.Surplus.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds parts of a rule that change nothing: without the part the rule was shown to fire on the
 * same events.
 *
 * <p>Looked at are the terms of the condition, and of lists the values that another value includes.
 */
final class DeadBranchSearch {

  /** What a condition has more of is not left out one by one. */
  private static final int MAX_TERMS = 100;

  /** Values of longer lists are not held against each other: the cost is their square. */
  private static final int MAX_VALUES = 500;

  private final RuleComparison comparison;
  private final WitnessCheck check;
  private final CatalogRule rule;
  private final List<DeadBranch> found = new ArrayList<>();

  private DeadBranchSearch(RuleComparison comparison, WitnessCheck check, CatalogRule rule) {
    this.comparison = comparison;
    this.check = check;
    this.rule = rule;
  }

  /** Those of {@code rule}, which can fire. */
  static List<DeadBranch> of(CatalogRule rule, RuleComparison comparison, WitnessCheck check) {
    DeadBranchSearch search = new DeadBranchSearch(comparison, check, rule);
    CompiledRule compiled = rule.compiled();
    Predicate whole = compiled.predicate();
    boolean filtered = !compiled.filters().isEmpty() && whole instanceof Predicate.And;
    if (filtered) {
      List<Predicate> terms = ((Predicate.And) whole).terms();
      search.terms(terms.get(0), true, term -> new Predicate.And(replaced(terms, 0, term)));
    } else {
      search.terms(whole, true, term -> term);
    }
    rule.bodies().forEach(search::values);
    return search.found;
  }

  /** Whether {@code rule} has lists of which the values are not held against each other. */
  static boolean isTooLong(CatalogRule rule) {
    return rule.bodies().values().stream().anyMatch(DeadBranchSearch::isTooLong);
  }

  private static boolean isTooLong(Predicate body) {
    if (body instanceof Predicate.Not not) {
      return isTooLong(not.term());
    }
    List<Predicate> terms = termsOf(body);
    return terms.stream().filter(Leaf.class::isInstance).count() > MAX_VALUES
        || terms.stream().anyMatch(DeadBranchSearch::isTooLong);
  }

  /**
   * Leaves out one term after the other.
   *
   * @param wanted whether the rule needs {@code at} to be true rather than false
   * @param whole gives the rule's predicate when another one stands in the place of {@code at}
   */
  private void terms(Predicate at, boolean wanted, UnaryOperator<Predicate> whole) {
    if (at instanceof Predicate.Not not) {
      terms(not.term(), !wanted, term -> whole.apply(new Predicate.Not(term)));
      return;
    }
    boolean all = at instanceof Predicate.And;
    List<Predicate> terms = new ArrayList<>(termsOf(at));
    if (terms.size() > MAX_TERMS) {
      return;
    }
    // what was found stays left out: of two terms that say the same one is needed
    int i = 0;
    while (i < terms.size()) {
      int index = i;
      Predicate term = terms.get(i);
      List<Predicate> rest = List.copyOf(terms);
      Predicate without = whole.apply(joined(all, replaced(rest, index, null)));
      if (rest.size() > 1 && changesNothing(without, all == wanted)) {
        add(term, all == wanted, wanted);
        terms.remove(i);
      } else {
        terms(term, wanted, other -> whole.apply(joined(all, replaced(rest, index, other))));
        i++;
      }
    }
  }

  private static List<Predicate> termsOf(Predicate predicate) {
    if (predicate instanceof Predicate.And and) {
      return and.terms();
    }
    return predicate instanceof Predicate.Or or ? or.terms() : List.of();
  }

  private static Predicate joined(boolean all, List<Predicate> terms) {
    return all ? Predicate.allOf(terms) : Predicate.anyOf(terms);
  }

  private static List<Predicate> replaced(
      List<Predicate> terms, int index, @Nullable Predicate other) {
    List<Predicate> rest = new ArrayList<>(terms);
    rest.remove(index);
    if (other != null) {
      rest.add(index, other);
    }
    return rest;
  }

  /** Whoever demands less can only fire on more, and the other way round. */
  private boolean changesNothing(Predicate without, boolean demandsLess) {
    CompiledRule changed = rule.with(without);
    return (demandsLess
                ? comparison.surplus(changed, rule.compiled())
                : comparison.surplus(rule.compiled(), changed))
            .answer()
        == Answer.NO;
  }

  private void add(Predicate term, boolean demand, boolean wanted) {
    boolean never = comparison.firing(rule.with(term)).answer() == Answer.NO;
    String because =
        never
            ? "nothing can make it true"
            : demand
                ? "what else the rule asks for says it already"
                : "the rest of the rule is true whenever it is";
    String name = term instanceof Predicate.Selection selection ? selection.name() : "";
    Predicate shown = wanted ? term : new Predicate.Not(term);
    found.add(new DeadBranch(rule.slug(), name, words(shown), because, never ? "" : witness(term)));
  }

  /** An event on which the rule fires and {@code part} is true; empty when none was found. */
  private String witness(Predicate part) {
    CompiledRule alone = rule.with(part);
    String event = comparison.shared(rule.compiled(), alone).witness();
    boolean fires =
        !event.isEmpty()
            && check.firesAll(event, List.of(rule.compiled()))
            && check.firesAll(event, List.of(alone));
    return fires ? event : "";
  }

  /** Holds the values of each list in {@code body} against each other. */
  private void values(String selection, Predicate body) {
    if (body instanceof Predicate.Not not) {
      values(selection, not.term());
      return;
    }
    List<Predicate> terms = termsOf(body);
    List<Leaf> leaves = new ArrayList<>();
    for (Predicate term : terms) {
      if (term instanceof Leaf leaf) {
        leaves.add(leaf);
      } else {
        values(selection, term);
      }
    }
    if (leaves.size() <= MAX_VALUES) {
      for (int i = 0; i < leaves.size(); i++) {
        value(selection, leaves, i, body instanceof Predicate.And);
      }
    }
  }

  private void value(String selection, List<Leaf> leaves, int i, boolean all) {
    Leaf leaf = leaves.get(i);
    for (int j = 0; j < leaves.size(); j++) {
      Leaf other = leaves.get(j);
      boolean says =
          all ? RuleComparison.implies(other, leaf) : RuleComparison.implies(leaf, other);
      boolean both =
          says && (all ? RuleComparison.implies(leaf, other) : RuleComparison.implies(other, leaf));
      if (j != i && says && (!both || j < i)) {
        String because =
            both
                ? "it says the same as " + words(other)
                : all ? words(other) + " says it already" : words(other) + " includes it";
        found.add(new DeadBranch(rule.slug(), selection, words(leaf), because, witness(leaf)));
        return;
      }
    }
  }

  private static String words(Predicate predicate) {
    if (predicate instanceof Predicate.Selection selection) {
      return selection.name();
    }
    if (predicate instanceof Predicate.Not not) {
      return "not " + words(not.term());
    }
    if (predicate instanceof Leaf leaf) {
      String field = leaf instanceof Leaf.Keyword ? "" : leaf.field() + " ";
      return field + IndicatorKey.kindOf(leaf) + " '" + IndicatorKey.textOf(leaf) + "'";
    }
    String word = predicate instanceof Predicate.And ? " and " : " or ";
    return "("
        + String.join(word, termsOf(predicate).stream().map(DeadBranchSearch::words).toList())
        + ")";
  }
}
