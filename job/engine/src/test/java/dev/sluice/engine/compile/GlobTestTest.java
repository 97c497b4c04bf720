package dev.sluice.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.sluice.engine.event.CaseFold;
import dev.sluice.engine.sigma.SigmaString;
import dev.sluice.engine.sigma.StringToken;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GlobTestTest {

  private static final List<String> ALPHABET =
      List.of("a", "b", "A", "*", "?", "\n", "İ", "ς", "Σ", "😀", "\\");

  /**
   * The regular expression is the oracle: {@code *} is {@code .*}, {@code ?} is {@code .}, all with
   * line ends.
   */
  @Test
  void agreesWithARegularExpressionOnHostileLetters() {
    long seed = 99;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      SigmaString pattern = SigmaString.parse(text(random, 7));
      String value = text(random, 9).replace("*", "b").replace("?", "a");
      String folded = CaseFold.fold(value);
      boolean expected =
          Pattern.compile(regex(pattern.mapLiterals(CaseFold::fold)), Pattern.DOTALL)
              .matches(folded);
      assertThat(GlobTest.of(pattern, false).matches(folded))
          .as("seed %d step %d: %s on %s", seed, i, pattern, value)
          .isEqualTo(expected);
    }
  }

  @Test
  void manyStarsOnALongValueStayFast() {
    GlobTest glob = GlobTest.of(SigmaString.parse("*a*a*a*a*a*a*a*a*b"), false);
    assertThat(glob.matches("a".repeat(100_000))).isFalse();
  }

  private static String text(Random random, int max) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(max); n > 0; n--) {
      text.append(ALPHABET.get(random.nextInt(ALPHABET.size())));
    }
    return text.toString();
  }

  private static String regex(SigmaString pattern) {
    StringBuilder regex = new StringBuilder();
    for (StringToken token : pattern.tokens()) {
      if (token instanceof StringToken.Literal literal) {
        regex.append(Pattern.quote(literal.text()));
      } else {
        regex.append(token == StringToken.Wildcard.ANY_RUN ? ".*" : ".");
      }
    }
    return regex.toString();
  }
}
