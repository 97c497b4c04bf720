package dev.sluice.engine.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Branches that begin alike in many ways, where RE2/J factors and {@link SharedPrefixFault} is. */
class SharedPrefixTest {

  private static final int PATTERNS = 30_000;
  private static final String[] PARTS = {
    "a",
    "A",
    "b",
    "B",
    "[Aa]",
    "[aA]",
    "[Bb]",
    "[ab]",
    "(?i:a)",
    "(?i:b)",
    "(?i)",
    "(?-i)",
    "a{2}",
    "A{2}",
    "[Aa]{2}",
    "(?i:a){2}",
    "(?:a|A)",
    "(?:A|[aB])",
    "(a)",
    ".",
    "\\w",
    "a*",
    "b?",
    "^",
    "\\b",
    "(?:ab|aB)",
    "(?:Ab|Ba|a)",
    "[kK]",
    "(?i:k)",
    "K"
  };
  private static final String[] LETTERS = {"a", "A", "b", "B", "K", "\u212A"};

  private final long seed = Long.getLong("sluice.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void whatIsNotRefusedAnswersAsRe2jDoes() {
    System.out.println("SharedPrefixTest seed " + seed);
    int refused = 0;
    for (int i = 0; i < PATTERNS; i++) {
      String regex = some(4, 1, () -> some(3, 0, () -> any(PARTS), ""), "|");
      Pattern pattern = Pattern.compile(regex, random.nextInt(4) / 3);
      ByteRegex taken = ByteRegex.of(pattern);
      refused += taken == null ? 1 : 0;
      for (int j = 0; j < 10 && taken != null; j++) {
        String text = some(6, 0, () -> any(LETTERS), "");
        byte[] bytes = HostileText.utf8(text);
        assertThat(taken.newSearcher().find(bytes, 0, bytes.length))
            .as("seed %d: /%s/ flags %d on '%s'", seed, regex, pattern.flags(), text)
            .isEqualTo(pattern.matcher(text).find());
      }
    }
    assertThat(refused).isBetween(PATTERNS / 20, PATTERNS * 3 / 4);
  }

  private String some(int most, int least, Supplier<String> part, String between) {
    return Stream.generate(part)
        .limit(least + random.nextInt(most))
        .collect(Collectors.joining(between));
  }

  private String any(String[] words) {
    return words[random.nextInt(words.length)];
  }
}
