package dev.sluice.engine.compile;

import dev.sluice.engine.event.Value;

/** JSON true or false, or its text in any case; nothing else. */
public record BooleanTest(boolean expected) implements ValueTest {

  @Override
  public boolean test(Value value) {
    return TextTest.hasText(value) && value.folded().equals(text());
  }

  @Override
  public String operator() {
    return Anchor.EXACT.operator();
  }

  @Override
  public String text() {
    return Boolean.toString(expected);
  }
}
