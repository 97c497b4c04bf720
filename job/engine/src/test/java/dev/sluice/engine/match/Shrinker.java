package dev.sluice.engine.match;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing input smaller: takes out ever smaller runs of it as long as it still fails. */
final class Shrinker {
  private int triesLeft;

  /**
   * @param tries how often the input may be tried, over all calls
   */
  Shrinker(int tries) {
    this.triesLeft = tries;
  }

  /** Returns a part of {@code input}, in its order, that {@code fails} too. */
  <T> List<T> shrink(List<T> input, Predicate<List<T>> fails) {
    List<T> smallest = input;
    for (int run = Math.max(1, input.size() / 2); run >= 1; run = run == 1 ? 0 : run / 2) {
      for (int from = 0; from < smallest.size() && triesLeft > 0; ) {
        List<T> without = new ArrayList<>(smallest.subList(0, from));
        without.addAll(smallest.subList(Math.min(from + run, smallest.size()), smallest.size()));
        triesLeft--;
        if (fails.test(without)) {
          smallest = without;
        } else {
          from += run;
        }
      }
    }
    return smallest;
  }
}
