package dev.sluice.engine.match;

import dev.sluice.engine.event.Utf8;
import dev.sluice.engine.sigma.SigmaString;
import dev.sluice.engine.sigma.StringToken;
import java.util.stream.IntStream;

/**
 * {@link dev.sluice.engine.compile.GlobTest} over UTF-8, code point by code point: only the last
 * {@code *} is ever tried again, so that cost is O(value length times pattern length) at worst.
 */
final class ByteGlob {
  private static final int ANY_RUN = -1;
  private static final int ANY_ONE = -2;

  private final int[] symbols;

  ByteGlob(SigmaString pattern) {
    this.symbols = pattern.tokens().stream().flatMapToInt(ByteGlob::symbols).toArray();
  }

  private static IntStream symbols(StringToken token) {
    if (token instanceof StringToken.Literal literal) {
      return literal.text().codePoints();
    }
    return IntStream.of(token == StringToken.Wildcard.ANY_RUN ? ANY_RUN : ANY_ONE);
  }

  boolean matches(byte[] value, int from, int to) {
    int at = from;
    int symbol = 0;
    int retrySymbol = -1;
    int retryAt = from;
    while (at < to) {
      if (symbol < symbols.length && symbols[symbol] == ANY_RUN) {
        retrySymbol = ++symbol;
        retryAt = at;
        continue;
      }
      int length = Utf8.lengthOf(value[at]);
      if (symbol < symbols.length
          && (symbols[symbol] == ANY_ONE || symbols[symbol] == Utf8.codePoint(value, at, length))) {
        at += length;
        symbol++;
      } else if (retrySymbol >= 0) {
        retryAt += Utf8.lengthOf(value[retryAt]);
        at = retryAt;
        symbol = retrySymbol;
      } else {
        return false;
      }
    }
    while (symbol < symbols.length && symbols[symbol] == ANY_RUN) {
      symbol++;
    }
    return symbol == symbols.length;
  }
}
