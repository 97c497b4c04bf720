package dev.sluice.engine.review;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Searches for what an event must be like to make formulas true.
 *
 * <p>What wants all of its terms is taken apart, of what wants any one term after the other is
 * tried, and a way ends where two claims contradict each other (the analytic tableau of R.
 * Smullyan, First-Order Logic, 1968). When every way ends so, no event is like that. Work is
 * bounded; for one use.
 */
final class Tableau {

  private static final int MAX_DEPTH = 1_000;
  private static final int MAX_CASES = 200;
  private static final int MAX_WAYS = 20_000;

  private final Predicate<List<Claim>> accept;
  private final Claims claims = new Claims();
  private final Set<Formula> wanted = new HashSet<>();
  private final List<Formula> inOrder = new ArrayList<>();
  private int cases;
  private int ways;
  private boolean gaveUp;

  /** What a search ends with. */
  enum Outcome {
    /** A case was accepted. */
    FOUND,
    /** There is no such event. */
    NONE,
    /** Neither can be said. */
    UNKNOWN
  }

  private Tableau(Predicate<List<Claim>> accept) {
    this.accept = accept;
  }

  /** Gives {@code accept} one case after the other, until it accepts one. */
  static Outcome search(List<Formula> goals, Predicate<List<Claim>> accept) {
    Tableau tableau = new Tableau(accept);
    if (tableau.search(goals, List.of(), 0)) {
      return Outcome.FOUND;
    }
    return tableau.gaveUp || tableau.cases > 0 ? Outcome.UNKNOWN : Outcome.NONE;
  }

  /**
   * Returns whether a case was accepted in which all of {@code goals} and one term of each of
   * {@code choices} hold.
   */
  private boolean search(List<Formula> goals, List<Formula> choices, int depth) {
    int claimsBefore = claims.size();
    int wantedBefore = inOrder.size();
    List<Formula> open = new ArrayList<>(choices);
    boolean accepted = takeApart(goals, open) && choose(open, depth);
    claims.shrinkTo(claimsBefore);
    while (inOrder.size() > wantedBefore) {
      wanted.remove(inOrder.remove(inOrder.size() - 1));
    }
    return accepted;
  }

  /** Claims what {@code goals} say and adds their choices; false where they contradict. */
  private boolean takeApart(List<Formula> goals, List<Formula> choices) {
    Deque<Formula> pending = new ArrayDeque<>(goals);
    while (!pending.isEmpty()) {
      Formula goal = pending.poll();
      if (wanted.contains(goal.contrary())) {
        return false;
      }
      if (wanted.add(goal)) {
        inOrder.add(goal);
        Claim claim = goal.claim();
        if (claim != null) {
          if (!claims.imply(claim) && !claims.add(claim)) {
            return false;
          }
        } else if (goal.wantsAll()) {
          pending.addAll(goal.terms());
        } else {
          choices.add(goal);
        }
      }
    }
    return true;
  }

  /** Tries the terms of the choice that leaves fewest. */
  private boolean choose(List<Formula> choices, int depth) {
    if (depth > MAX_DEPTH || cases > MAX_CASES || ways > MAX_WAYS || claims.exhausted()) {
      gaveUp = true;
      return false;
    }
    Formula narrowest = null;
    List<Formula> fewest = List.of();
    List<Formula> open = new ArrayList<>();
    for (Formula choice : choices) {
      List<Formula> possible = possible(choice);
      if (possible != null) {
        open.add(choice);
        if (narrowest == null || possible.size() < fewest.size()) {
          narrowest = choice;
          fewest = possible;
        }
      }
    }
    if (narrowest == null) {
      cases++;
      return accept.test(claims.all());
    }
    open.remove(narrowest);
    for (Formula way : fewest) {
      ways++;
      if (search(List.of(way), open, depth + 1)) {
        return true;
      }
    }
    return false;
  }

  /** The terms that contradict nothing that is seen; null when one of them is true already. */
  private @Nullable List<Formula> possible(Formula choice) {
    List<Formula> possible = new ArrayList<>();
    for (Formula term : choice.terms()) {
      Claim claim = term.claim();
      if (wanted.contains(term) || (claim != null && claims.imply(claim))) {
        return null;
      }
      if (!wanted.contains(term.contrary()) && (claim == null || claims.allows(claim))) {
        possible.add(term);
      }
    }
    return possible;
  }
}
