package dev.sluice.engine.compile;

import dev.sluice.engine.event.Value;
import dev.sluice.engine.sigma.Comparison;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * A comparison by value with numbers and decimal text; anything else does not pass (sigma-semantics
 * 18).
 */
public record NumberTest(Comparison comparison) implements ValueTest {

  @Override
  public boolean test(Value value) {
    BigDecimal number = value.number();
    return number != null && comparison.test(number);
  }

  @Override
  public String operator() {
    return comparison.operator() == Comparison.Operator.EQ
        ? Anchor.EXACT.operator()
        : comparison.operator().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String text() {
    return comparison.value().toPlainString();
  }
}
