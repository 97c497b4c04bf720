package dev.sluice.engine.regex;

import com.google.re2j.Pattern;
import java.util.List;

/** Literals without which an expression cannot match. */
public final class RequiredLiterals {

  private RequiredLiterals() {}

  /**
   * Returns alternatives: a text in which {@code pattern} is found contains, both folded by {@link
   * dev.sluice.engine.event.CaseFold#fold(String)}, at least one of them. They are folded, not
   * empty, and none contains another. Empty when nothing is known.
   *
   * <p>Of several such lists it is the one that selects most: long literals before few.
   */
  public static List<String> of(Pattern pattern) {
    Expression expression = ExpressionParser.parse(pattern);
    return expression == null ? List.of() : Literals.of(expression).required().texts();
  }
}
