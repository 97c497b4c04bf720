package dev.sluice.engine.compile;

import dev.sluice.engine.event.CaseFold;
import dev.sluice.engine.event.Value;
import dev.sluice.engine.sigma.SigmaString;

/**
 * A text at its place in the value, in any case unless {@code cased}.
 *
 * @param written as the author wrote it, for those who read the verdict
 * @param compared what is looked for: {@code written}, folded unless {@code cased}
 */
public record TextTest(Anchor anchor, String written, String compared, boolean cased)
    implements ValueTest {

  /** A test for {@code literal}, in which nothing is a wildcard. */
  static TextTest of(Anchor anchor, String literal, boolean cased) {
    return new TextTest(anchor, literal, cased ? literal : CaseFold.fold(literal), cased);
  }

  @Override
  public boolean test(Value value) {
    return hasText(value) && anchor.matches(cased ? value.text() : value.folded(), compared);
  }

  @Override
  public String operator() {
    return cased ? anchor.operator() + " cased" : anchor.operator();
  }

  @Override
  public String text() {
    return SigmaString.literal(written).toString();
  }

  /** Strings, numbers and booleans have a text; null and objects have none. */
  static boolean hasText(Value value) {
    return value.kind() != Value.Kind.NULL && value.kind() != Value.Kind.COMPOSITE;
  }
}
