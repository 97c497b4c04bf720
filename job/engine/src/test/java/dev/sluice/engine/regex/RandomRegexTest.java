package dev.sluice.engine.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.sluice.engine.event.CaseFold;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random expressions on random texts: bytes answer as RE2/J does, whatever is in the caches. */
class RandomRegexTest {

  private static final int PATTERNS = 10_000;
  private static final int TEXTS = 24;

  /** Room for two states or so, so that every search forgets them. */
  private static final long TINY = 300;

  private final long seed = Long.getLong("sluice.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private int pairs;
  private int found;
  private int refused;

  @Test
  void bytesAnswerAsRe2jDoes() {
    System.out.println("RandomRegexTest seed " + seed);
    for (int i = 0; i < PATTERNS; i++) {
      Pattern pattern = pattern();
      ByteRegex regex = pattern == null ? null : ByteRegex.of(pattern);
      if (regex != null) {
        compare(Objects.requireNonNull(pattern), regex);
      } else if (pattern != null) {
        refused++;
      }
    }
    System.out.printf("%d pairs, %d found, %d expressions refused%n", pairs, found, refused);
    assertThat(pairs).isGreaterThan(200_000);
    assertThat(found).isBetween(pairs / 5, pairs * 9 / 10);
    assertThat(refused).isLessThan(PATTERNS / 10);
  }

  private void compare(Pattern pattern, ByteRegex regex) {
    Expression expression = Objects.requireNonNull(ExpressionParser.parse(pattern));
    List<String> literals = RequiredLiterals.of(pattern);
    ByteRegex.Searcher searcher = regex.newSearcher();
    ByteRegex.Searcher forgetful = regex.newSearcher(TINY);
    for (int i = 0; i < TEXTS; i++) {
      String text = text(expression);
      boolean expected = pattern.matcher(text).find();
      String before = HostileText.text(random);
      byte[] bytes = HostileText.utf8(before + text + before);
      int from = HostileText.utf8(before).length;
      int to = bytes.length - from;
      assertThat(searcher.find(bytes, from, to)).as(what(pattern, text)).isEqualTo(expected);
      if (i % 4 == 0) {
        assertThat(forgetful.find(bytes, from, to)).as(what(pattern, text)).isEqualTo(expected);
      }
      if (expected && !literals.isEmpty()) {
        String folded = CaseFold.fold(text);
        assertThat(literals).as(what(pattern, text)).anyMatch(folded::contains);
      }
      pairs++;
      found += expected ? 1 : 0;
    }
  }

  private String text(Expression expression) {
    String text = MatchingText.of(expression, random);
    return switch (random.nextInt(4)) {
      case 0 -> HostileText.text(random);
      case 1 -> HostileText.mutated(text, random);
      case 2 -> HostileText.text(random) + text + HostileText.text(random);
      default -> text;
    };
  }

  private String what(Pattern pattern, String text) {
    return "seed %d: /%s/ flags %d on '%s'"
        .formatted(seed, escaped(pattern.pattern()), pattern.flags(), escaped(text));
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean plain = c >= ' ' && c < 0x7F;
              escaped.append(plain ? Character.toString(c) : "\\x{" + Integer.toHexString(c) + "}");
            });
    return escaped.toString();
  }

  private @Nullable Pattern pattern() {
    try {
      return Pattern.compile(RandomPattern.next(random), random.nextInt(8));
    } catch (PatternSyntaxException e) {
      return null;
    }
  }
}
