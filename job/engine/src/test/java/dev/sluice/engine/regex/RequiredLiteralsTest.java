package dev.sluice.engine.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The random side of this is in {@link RandomRegexTest}, the corpus in SigmaHqRegexTest. */
class RequiredLiteralsTest {

  static Stream<Arguments> expressions() {
    return Stream.of(
        expect("net\\s+user", "user"),
        expect("Net\\s+USE", "net"),
        expect("\\\\Windows\\\\System32\\\\[a-zA-Z0-9]{8}\\.tmp$", "\\windows\\system32\\"),
        expect("(?i)echo.*clipboard", "clipboard"),
        expect("(?i)ſ\u212Aype", "skype"),
        expect(
            "[Rr][Uu][Nn][Dd][Ll][Ll]32(?:\\.[Ee][Xx][Ee])? \\S+?\\w:",
            "rundll32 ",
            "rundll32.exe "),
        expect("https?://[0-9]{1,3}\\.", "http://", "https://"),
        expect("(foo|bar)baz", "foobaz", "barbaz"),
        expect("(foo.*|bar+)", "bar", "foo"),
        expect("foo|[a-z]+", new String[0]),
        expect("foo|", new String[0]),
        expect("(?:foo)*", new String[0]),
        expect("(?:foo)?bar(?:baz)*", "bar"),
        expect("(?:foo){2,}", "foofoo"),
        expect("(?:foo|.)+bar", "bar"),
        expect("a{0}bc{3}", "bccc"),
        expect("x(ab)+y", "xab"),
        expect("-(W|R)", "-r", "-w"),
        expect("^.{1000,}$", new String[0]),
        expect("\\w+`(?:\\w+|-|.)`[\\w+|\\s]", "`"),
        expect("\\bcmd\\b", "cmd"),
        expect("[^a]bc[^d]", "bc"),
        expect("\\Q.\\E\\x41\\x{42}\\103", ".abc"),
        expect("\\p{Greek}foo", new String[0]),
        expect("foo|foobar", "foo"),
        expect("[0-9]", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
        expect("[a-z]", new String[0]));
  }

  private static Arguments expect(String regex, String... literals) {
    return Arguments.of(regex, List.of(literals));
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void theLiteralsThatSelectMostAreFound(String regex, List<String> literals) {
    assertThat(RequiredLiterals.of(Pattern.compile(regex)))
        .containsExactlyInAnyOrderElementsOf(literals);
  }

  @Test
  void longOrManyAlternativesStayBounded() {
    assertThat(RequiredLiterals.of(Pattern.compile("a{1000}")))
        .allMatch(literal -> literal.length() <= 64)
        .hasSize(1);
    assertThat(RequiredLiterals.of(Pattern.compile("[abc]{20}"))).hasSizeLessThanOrEqualTo(16);
  }
}
