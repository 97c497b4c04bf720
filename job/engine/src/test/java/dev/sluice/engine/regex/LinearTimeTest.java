package dev.sluice.engine.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a search costs is counted in steps, not in seconds. */
class LinearTimeTest {

  private static final int SMALL = 20_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+)+$",
        "(a|aa)+$",
        "(.*a){12}b",
        "\\w+`(?:\\w+|-|.)`[\\w+|\\s]",
        "(a|b)*a(a|b){9}x",
        "(?:a?){30}a{30}x",
        "[^/]{100,}$"
      })
  void aByteCostsAtMostOneStepAndKnownStatesNone(String regex) {
    Pattern pattern = Pattern.compile(regex);
    ByteRegex.Searcher searcher = ByteRegexTest.taken(pattern).newSearcher();
    byte[] text = HostileText.utf8(randomLetters(2000) + "/");
    boolean found = searcher.find(text, 0, text.length);
    assertThat(found).isEqualTo(pattern.matcher(HostileText.string(text)).find());
    long steps = searcher.automaton().steps();
    assertThat(steps).isLessThanOrEqualTo(text.length + 1L);
    assertThat(searcher.find(text, 0, text.length)).isEqualTo(found);
    assertThat(searcher.automaton().steps()).isEqualTo(steps);
  }

  /** A run of n needs n states of a few places, not of n. */
  @Test
  void aLongRunNeedsFewStates() {
    ByteRegex.Searcher searcher = ByteRegexTest.taken(Pattern.compile("(.){1000,}")).newSearcher();
    byte[] text = HostileText.utf8("a".repeat(999) + "\n" + "\u4E2D".repeat(1000));
    assertThat(searcher.find(text, 0, text.length)).isTrue();
    assertThat(searcher.find(text, 0, text.length - 3)).isFalse();
    assertThat(searcher.automaton().steps()).isLessThan(3 * 2100L);
    assertThat(searcher.automaton().flushes()).isZero();
  }

  /** 2^16 states are too many for any cache: each search gives up early and RE2/J answers. */
  @Test
  void aSearchWhoseStatesDoNotFitIsGivenUpEarlyAndAnsweredByRe2j() {
    Pattern pattern = Pattern.compile("(?:a|b)*a(?:a|b){16}c");
    ByteRegex.Searcher searcher = ByteRegexTest.taken(pattern).newSearcher(10_000);
    for (String end : new String[] {"", "a" + "b".repeat(16) + "c"}) {
      byte[] text = HostileText.utf8(randomLetters(SMALL) + "c" + end);
      long before = searcher.automaton().steps();
      boolean expected = pattern.matcher(HostileText.string(text)).find();
      assertThat(searcher.find(text, 0, text.length)).isEqualTo(expected);
      assertThat(searcher.automaton().steps() - before).isLessThan(SMALL / 10);
    }
    assertThat(searcher.givenUp()).isEqualTo(2);
  }

  @Test
  void statesThatPayForThemselvesAreForgottenWithoutGivingUp() {
    ByteRegex.Searcher searcher =
        ByteRegexTest.taken(Pattern.compile("(?:alpha|bravo|charlie|delta)!$")).newSearcher(1_800);
    String rest = "-".repeat(2_000);
    String text = ("alpha" + rest + "bravo" + rest + "charlie" + rest + "delta" + rest).repeat(5);
    byte[] bytes = HostileText.utf8(text + "!");
    assertThat(searcher.find(bytes, 0, bytes.length)).isFalse();
    assertThat(searcher.automaton().flushes()).isGreaterThan(2);
    assertThat(searcher.givenUp()).isZero();
  }

  private static String randomLetters(int length) {
    Random random = new Random(length);
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < length; i++) {
      letters.append(random.nextBoolean() ? 'a' : 'b');
    }
    return letters.toString();
  }
}
