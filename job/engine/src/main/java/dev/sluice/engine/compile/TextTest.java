package dev.sluice.engine.compile;

import dev.sluice.engine.event.CaseFold;
import dev.sluice.engine.event.Value;

/**
 * A text at its place in the value, in any case unless {@code cased}.
 *
 * @param literal folded already unless {@code cased}
 */
public record TextTest(Anchor anchor, String literal, boolean cased) implements ValueTest {

  public TextTest {
    literal = cased ? literal : CaseFold.fold(literal);
  }

  @Override
  public boolean test(Value value) {
    return hasText(value) && anchor.matches(cased ? value.text() : value.folded(), literal);
  }

  @Override
  public String operator() {
    return cased ? anchor.operator() + " cased" : anchor.operator();
  }

  @Override
  public String text() {
    return literal;
  }

  /** Strings, numbers and booleans have a text; null and objects have none. */
  static boolean hasText(Value value) {
    return value.kind() != Value.Kind.NULL && value.kind() != Value.Kind.COMPOSITE;
  }
}
