package dev.sluice.engine.compile;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;

/**
 * How many leaves one rule may compile to: modifiers and placeholders multiply what its author
 * wrote.
 */
final class LeafBudget {

  /** The largest rule of SigmaHQ has about 8,000. */
  private static final int MAX_LEAVES = 100_000;

  private int taken;

  void take(Position at) throws RuleProblem {
    taken++;
    if (taken > MAX_LEAVES) {
      throw new RuleProblem(
          at,
          ErrorCode.EXPANSION_TOO_LARGE,
          "the rule stands for more than " + MAX_LEAVES + " comparisons",
          "split it, or use fewer dashes and placeholders");
    }
  }
}
