package dev.sluice.engine.compile;

import dev.sluice.engine.event.CaseFold;
import dev.sluice.engine.event.Value;
import dev.sluice.engine.sigma.SigmaString;
import dev.sluice.engine.sigma.StringToken;
import java.util.stream.IntStream;

/**
 * A string with wildcards that is no mere prefix, suffix or part; the whole value must match.
 *
 * <p>Cost is O(value length times pattern length) in the worst case: only the last {@code *} is
 * ever tried again.
 *
 * @param written as the author wrote it, for those who read the verdict
 * @param compared what is looked for: {@code written}, folded unless {@code cased}
 */
public record GlobTest(SigmaString written, SigmaString compared, boolean cased)
    implements ValueTest {

  private static final int ANY_RUN = -1;
  private static final int ANY_ONE = -2;

  /** A test for {@code pattern}. */
  static GlobTest of(SigmaString pattern, boolean cased) {
    return new GlobTest(pattern, cased ? pattern : pattern.mapLiterals(CaseFold::fold), cased);
  }

  @Override
  public boolean test(Value value) {
    return TextTest.hasText(value) && matches(cased ? value.text() : value.folded());
  }

  @Override
  public String operator() {
    return cased ? "matches cased" : "matches";
  }

  @Override
  public String text() {
    return written.toString();
  }

  boolean matches(String value) {
    int[] symbols = symbols();
    int at = 0;
    int symbol = 0;
    int retrySymbol = -1;
    int retryAt = 0;
    while (at < value.length()) {
      int codePoint = value.codePointAt(at);
      if (symbol < symbols.length && symbols[symbol] == ANY_RUN) {
        retrySymbol = ++symbol;
        retryAt = at;
      } else if (symbol < symbols.length
          && (symbols[symbol] == ANY_ONE || symbols[symbol] == codePoint)) {
        at += Character.charCount(codePoint);
        symbol++;
      } else if (retrySymbol >= 0) {
        retryAt += Character.charCount(value.codePointAt(retryAt));
        at = retryAt;
        symbol = retrySymbol;
      } else {
        return false;
      }
    }
    return IntStream.range(symbol, symbols.length).allMatch(i -> symbols[i] == ANY_RUN);
  }

  private int[] symbols() {
    return compared.tokens().stream().flatMapToInt(GlobTest::symbols).toArray();
  }

  private static IntStream symbols(StringToken token) {
    if (token instanceof StringToken.Literal literal) {
      return literal.text().codePoints();
    }
    return IntStream.of(token == StringToken.Wildcard.ANY_RUN ? ANY_RUN : ANY_ONE);
  }
}
