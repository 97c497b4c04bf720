package dev.sluice.engine.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One table of expressions and texts; RE2/J is the oracle. */
class ByteRegexTest {

  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "A",
          "b",
          "ab",
          "aB",
          "AB",
          "abc",
          "aab",
          "ac",
          "\n",
          "a\n",
          "\na",
          "a\nb",
          "b\na",
          "\r\n",
          " ",
          "a b",
          "a-b",
          "_",
          "-",
          "1",
          "12",
          "k",
          "K",
          "\u212A",
          "s",
          "\u017F",
          "\u00AE",
          "\u00E9",
          "\u00C9",
          "a\u00E9a",
          "\u00E9a",
          "\u03C2",
          "\u03A3",
          "\u0130",
          "\u0131",
          "\u4E2D",
          "\u4E2D\u6587",
          "\uD83D\uDE00",
          "a\uD83D\uDE00b",
          "\uD801\uDC00",
          "\u000B",
          "\u0085",
          "\u2028",
          "{",
          "{}",
          "a{",
          "a{01}",
          "a{,2}",
          "[",
          "]",
          "^",
          "x^",
          "$",
          "\\",
          "\\d",
          ".",
          "a.b",
          "aaaaaaaaaa",
          "aaaaaaaaab",
          "-d",
          "\u0007",
          "\t",
          "\u0000",
          "\u007F",
          "\u0080",
          "\uFFFF",
          "\uDBFF\uDFFF");

  /** Separated by blanks, for none has one; the empty expression is added. */
  private static final String REGEXES =
      """
      a a|b ab| | (|a)*b (a|b)*?c (?:a+)+$ ^a*$ ^$ $^ (?m)$^ (?m)^a$ (?m)^$ \\Aa\\z a$ (?m)a$
      (?m:^)b ^|b (^a)|(b$) a^ $a \\b \\B \\ba\\b \\Ba a\\b\\B \\b-\\b (?:\\b|^)*a ^*b $+ (^|-)b .
      .. (?s). (?s)^.$ ^.$ .*b .+ a.b a.*b (?s)a.*b [^a] [^\\n] [^\\s] \\s \\S \\w \\W \\d \\D
      (?i)\\w (?i)\\W (?i)[^k] (?i)[^\\w] (?i)[[:upper:]] (?i)[[:^lower:]] [[:space:]]
      [[:^print:]] [[:a] []] [^]] [a-] [-a] [\\d-z] [\\]] [$^] [a\\-b] [\\x00-\\x{10ffff}]
      [^\\x00-\\x{10FFFF}] [^\\x00-\\x{10FFFF}]*a (?i)k (?i)\\x{212a} (?i)S (?i)\u00E9 (?i)\u03C3
      (?i)i (?i)\u0130 (?i)[a-k] (?i)[\u00C0-\u00D6] (?i:a)b (?i)a(?-i)b ((?i)a)b (?i:a(?-i:b))
      a(?i)|b (?i)\uD83D\uDE00 \uD83D\uDE00 [\uD83D\uDE00] [\u4E00-\u9FFF] [^\u4E2D] \\x{1F600}
      [\u0080-\u07FF] a{0} a{2} a{2,} a{2,3}b a{10} a{9}b (a{2}){3} a{,2} a{01} a{ { a{0}b
      (?:a?){4}b .{3,} (.){10,} [^a]{2} \\x41 \\101 \\0 \\07 \\a \\v \\f \\Qa.b\\E \\Q^ \\Q\\E
      a\\Q\\E+ \\_ \\- (?P<x>a)b a*?b a??b a+? (?i)(?s)(?m)^.b$ (?sm-i)a.^b (?:a|A)b|B a(?i)*b ()
      (a)(b)? \\\\ \\\\d \\. \\$ a\\nb [\\t\\n] [\\a] [\\101-\\103]
      """;

  static Stream<String> regexes() {
    return Stream.concat(Stream.of(""), Stream.of(REGEXES.strip().split("\\s+")));
  }

  @ParameterizedTest
  @MethodSource("regexes")
  void answersAsRe2jDoesWithEachFlag(String regex) {
    for (int flags = 0; flags < 8; flags++) {
      Pattern pattern = Pattern.compile(regex, flags);
      ByteRegex.Searcher searcher = taken(pattern).newSearcher();
      for (String text : TEXTS) {
        byte[] bytes = HostileText.utf8(text);
        assertThat(searcher.find(bytes, 0, bytes.length))
            .as("/%s/ flags %d on '%s'", regex, flags, text)
            .isEqualTo(pattern.matcher(text).find());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\pL",
        "\\p{Greek}",
        "[\\p{Lu}]",
        "\\PN",
        "(?U)a+",
        "(?i)\\x{10400}",
        "\\x{D800}",
        "(?i)[\u4E00-\\x{10ffff}]",
        "[Aa]b|A[cd]",
        "A[cd]|[Aa]b",
        "(?i:a)b|A[cd]",
        "x[Aa]{2}b|xA{2}c",
        "((.{1000}){10}x)"
      })
  void whatItCannotAnswerAlikeIsRefused(String regex) {
    assertThat(ByteRegex.of(Pattern.compile(regex))).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {Pattern.DISABLE_UNICODE_GROUPS, Pattern.LONGEST_MATCH})
  void flagsThatItDoesNotKnowAreRefused(int flag) {
    assertThat(ByteRegex.of(Pattern.compile("a", flag))).isNull();
  }

  @Test
  void deepNestingIsRefused() {
    assertThat(ByteRegex.of(Pattern.compile("(".repeat(50) + "a" + ")".repeat(50)))).isNotNull();
    assertThat(ByteRegex.of(Pattern.compile("(".repeat(500) + "a" + ")".repeat(500)))).isNull();
  }

  /** If this fails RE2/J has been mended, and {@link SharedPrefixFault} can go. */
  @Test
  void re2jStillMistakesALetterForTheSameInAnyCaseWhenBranchesShareIt() {
    assertThat(Pattern.compile("[Aa]b|A[cd]").matcher("ac").find()).isTrue();
    assertThat(Pattern.compile("A[cd]|[Aa]b").matcher("ab").find()).isFalse();
  }

  @Test
  void onlyTheGivenBytesAreLookedAt() {
    ByteRegex.Searcher searcher = taken(Pattern.compile("^b+$")).newSearcher();
    byte[] bytes = HostileText.utf8("abba");
    assertThat(searcher.find(bytes, 1, 3)).isTrue();
    assertThat(searcher.find(bytes, 0, 3)).isFalse();
    assertThat(searcher.find(bytes, 1, 4)).isFalse();
    assertThat(searcher.find(bytes, 2, 2)).isFalse();
  }

  @Test
  void searchersOfOneExpressionAreIndependent() {
    ByteRegex regex = taken(Pattern.compile("a.{3}b"));
    byte[] bytes = HostileText.utf8("aaaabab");
    regex.newSearcher().find(bytes, 0, bytes.length);
    assertThat(regex.newSearcher().automaton().steps()).isZero();
  }

  static ByteRegex taken(Pattern pattern) {
    return Objects.requireNonNull(ByteRegex.of(pattern), pattern.pattern());
  }
}
