package dev.sluice.engine.sigma;

import java.math.BigDecimal;

/** A numeric comparison as written: operator and right side. */
public record Comparison(Operator operator, BigDecimal value) {

  /** The operators of numeric modifiers and correlation conditions. */
  public enum Operator {
    LT,
    LTE,
    GT,
    GTE,
    EQ,
    NEQ;

    /**
     * Whether a left side that compares to the right side as {@code comparison} satisfies the
     * operator.
     */
    boolean holds(int comparison) {
      return switch (this) {
        case LT -> comparison < 0;
        case LTE -> comparison <= 0;
        case GT -> comparison > 0;
        case GTE -> comparison >= 0;
        case EQ -> comparison == 0;
        case NEQ -> comparison != 0;
      };
    }
  }

  /** Whether {@code left} satisfies the comparison; by value, so that 1.0 equals 1. */
  public boolean test(BigDecimal left) {
    return operator.holds(left.compareTo(value));
  }
}
