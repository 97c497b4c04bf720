package dev.sluice.engine.correlate;

import dev.sluice.engine.sigma.Comparison;
import java.math.BigDecimal;

/** Whether a count satisfies all comparisons. The last answer is kept: counts often repeat. */
final class Counts {
  private final CorrelationDefinition definition;
  private long asked = -1;
  private boolean answer;

  Counts(CorrelationDefinition definition) {
    this.definition = definition;
  }

  boolean satisfies(long count) {
    if (count != asked) {
      asked = count;
      answer = satisfies(definition, BigDecimal.valueOf(count));
    }
    return answer;
  }

  static boolean satisfies(CorrelationDefinition definition, BigDecimal value) {
    for (Comparison comparison : definition.comparisons()) {
      if (!comparison.test(value)) {
        return false;
      }
    }
    return true;
  }
}
