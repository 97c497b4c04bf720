package dev.sluice.engine.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.YamlScalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionParserTest {

  /** The identifiers that {@code 1 of pattern} names; none when it is refused. */
  private static List<String> named(String pattern, Set<String> identifiers) {
    YamlScalar source =
        new YamlScalar(
            "1 of " + pattern, YamlScalar.Kind.STRING, BigDecimal.ZERO, Position.START, 0);
    Condition condition = ConditionParser.parse(source, identifiers, new Problems("x.yml"));
    return condition == null ? List.of() : condition.names();
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "them, 'a ab aab b.b c|d'",
        "THEM, 'a ab aab b.b c|d'",
        "*, 'a ab aab b.b c|d'",
        "_*, '_a'",
        "*a, a",
        "a*, 'a ab aab'",
        "a*b, 'ab aab'",
        "a*a*b, aab",
        "a*ab, aab",
        "aab*b, ''",
        "**, 'a ab aab b.b c|d'",
        "b.*, b.b",
        "b?b, ''",
        "A*, ''",
        "c|*, c|d"
      })
  void aPatternNamesIdentifiersInTheirOrder(String pattern, String expected) {
    Set<String> identifiers = new LinkedHashSet<>(List.of("a", "ab", "aab", "_a", "b.b", "c|d"));
    assertThat(String.join(" ", named(pattern, identifiers))).isEqualTo(expected);
  }

  @Test
  void patternsMatchAsTheirRegularExpressionsDo() {
    long seed = 20261122;
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      Set<String> identifiers = new LinkedHashSet<>();
      for (int n = 1 + random.nextInt(5); n > 0; n--) {
        identifiers.add("x" + word(random, "abİ\uD83D\uDE00_.\\"));
      }
      String pattern = "x" + word(random, "abİ\uD83D\uDE00_.\\***");
      List<String> parts = new ArrayList<>();
      for (String part : pattern.split("\\*", -1)) {
        parts.add(Pattern.quote(part));
      }
      Pattern oracle = Pattern.compile(String.join(".*", parts), Pattern.DOTALL);
      List<String> expected =
          identifiers.stream().filter(name -> oracle.matcher(name).matches()).toList();
      assertThat(named(pattern, identifiers))
          .as("seed %d round %d: %s of %s", seed, i, pattern, identifiers)
          .isEqualTo(expected);
    }
  }

  private static String word(Random random, String alphabet) {
    int[] letters = alphabet.codePoints().toArray();
    return random
        .ints(random.nextInt(7), 0, letters.length)
        .mapToObj(i -> Character.toString(letters[i]))
        .collect(Collectors.joining());
  }
}
