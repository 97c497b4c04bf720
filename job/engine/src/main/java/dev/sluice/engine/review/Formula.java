package dev.sluice.engine.review;

import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.compile.Predicate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a predicate, or its contrary: a claim, all of some terms or any of them, with
 * {@code not} only inside of claims.
 *
 * <p>Formulas of one {@link Maker} that say the same term by term, in whatever order, are one
 * instance, and so are their contraries: that one contradicts the other is seen without a look
 * inside.
 */
final class Formula {

  private final int number;
  private final @Nullable Claim claim;
  private final boolean all;
  private final List<Formula> terms;
  private @Nullable Formula contrary;

  private Formula(int number, @Nullable Claim claim, boolean all, List<Formula> terms) {
    this.number = number;
    this.claim = claim;
    this.all = all;
    this.terms = List.copyOf(terms);
  }

  /** The claim that this is, null when it has terms. */
  @Nullable Claim claim() {
    return claim;
  }

  /** Whether every term must be true; else one is enough. */
  boolean wantsAll() {
    return all;
  }

  List<Formula> terms() {
    return terms;
  }

  /** What is true when this is false. */
  Formula contrary() {
    return Objects.requireNonNull(contrary, "made with its contrary");
  }

  /** Makes formulas. For one thread. */
  static final class Maker {

    private record Compound(boolean all, List<Integer> terms) {}

    private final Map<Object, Formula> known = new HashMap<>();

    /** That {@code predicate} is true, or false. */
    Formula of(Predicate predicate, boolean wanted) {
      if (predicate instanceof Predicate.Selection selection) {
        return of(selection.body(), wanted);
      }
      if (predicate instanceof Predicate.Not not) {
        return of(not.term(), !wanted);
      }
      if (predicate instanceof Predicate.And and) {
        return compound(wanted, and.terms(), wanted);
      }
      if (predicate instanceof Predicate.Or or) {
        return compound(!wanted, or.terms(), wanted);
      }
      if (predicate instanceof Leaf || predicate instanceof Predicate.Before) {
        return atom(new Claim(predicate, wanted));
      }
      throw new IllegalStateException("unknown predicate " + predicate.getClass());
    }

    private Formula atom(Claim claim) {
      Formula made = known.get(claim);
      if (made == null) {
        made = new Formula(known.size(), claim, true, List.of());
        known.put(claim, made);
        Claim opposite = new Claim(claim.atom(), !claim.holds());
        Formula other = new Formula(known.size(), opposite, true, List.of());
        known.put(opposite, other);
        oppose(made, other);
      }
      return made;
    }

    private Formula compound(boolean all, List<Predicate> predicates, boolean wanted) {
      Map<Integer, Formula> terms = new TreeMap<>();
      for (Predicate predicate : predicates) {
        Formula term = of(predicate, wanted);
        boolean isPart = term.claim == null && term.all == all;
        for (Formula part : isPart ? term.terms : List.of(term)) {
          terms.put(part.number, part);
        }
      }
      return terms.size() == 1
          ? terms.values().iterator().next()
          : compound(all, new ArrayList<>(terms.values()));
    }

    private Formula compound(boolean all, List<Formula> terms) {
      Compound key = new Compound(all, terms.stream().map(term -> term.number).toList());
      Formula made = known.get(key);
      if (made == null) {
        made = new Formula(known.size(), null, all, terms);
        known.put(key, made);
        List<Formula> contraries = new ArrayList<>();
        terms.forEach(term -> contraries.add(term.contrary()));
        contraries.sort((a, b) -> Integer.compare(a.number, b.number));
        Formula other = new Formula(known.size(), null, !all, contraries);
        known.put(new Compound(!all, contraries.stream().map(term -> term.number).toList()), other);
        oppose(made, other);
      }
      return made;
    }

    private static void oppose(Formula one, Formula other) {
      one.contrary = other;
      other.contrary = one;
    }
  }
}
