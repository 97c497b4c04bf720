package dev.sluice.engine.regex;

import java.util.HashSet;
import java.util.Set;

/**
 * Finds the expressions that a fault of RE2/J 1.8 may strike: it takes a letter for the same letter
 * in any case when it factors the common beginning out of the branches of an alternation.
 *
 * <p>{@code [Aa]b|A[cd]} finds {@code ac} there, {@code A[cd]|[Aa]b} does not find {@code ab}
 * ({@code Regexp.equals} compares the smallest letter of the orbit and no flags; in Go this was
 * issue 59007). Over-approximates: both letters somewhere under one alternation are enough.
 */
final class SharedPrefixFault {

  private final Set<Integer> exact = new HashSet<>();
  private final Set<Integer> inAnyCase = new HashSet<>();

  private SharedPrefixFault() {}

  static boolean mayStrike(Expression expression) {
    if (expression instanceof Expression.Choice choice) {
      SharedPrefixFault letters = new SharedPrefixFault();
      letters.collect(choice);
      return letters.exact.stream().anyMatch(letters.inAnyCase::contains);
    }
    if (expression instanceof Expression.Sequence sequence) {
      return sequence.parts().stream().anyMatch(SharedPrefixFault::mayStrike);
    }
    return expression instanceof Expression.Repeat repeat && mayStrike(repeat.body());
  }

  private void collect(Expression expression) {
    if (expression instanceof Expression.OneOf one) {
      collect(one.codePoints());
    } else if (expression instanceof Expression.Sequence sequence) {
      sequence.parts().forEach(this::collect);
    } else if (expression instanceof Expression.Choice choice) {
      choice.branches().forEach(this::collect);
    } else if (expression instanceof Expression.Repeat repeat) {
      collect(repeat.body());
    }
  }

  private void collect(CodePoints set) {
    if (set.ranges().isEmpty()) {
      return;
    }
    int smallest = set.ranges().get(0).first();
    if (set.size() == 1) {
      exact.add(smallest);
    } else if (set.equals(CaseOrbits.of(smallest))) {
      inAnyCase.add(smallest);
    }
  }
}
