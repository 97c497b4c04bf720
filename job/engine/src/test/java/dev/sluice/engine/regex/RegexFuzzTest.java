package dev.sluice.engine.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.re2j.Pattern;
import dev.sluice.engine.compile.CompileResult;
import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.compile.RegexTest;
import dev.sluice.engine.compile.RuleCompiler;
import dev.sluice.engine.event.CaseFold;
import dev.sluice.engine.sigma.SigmaDocument;
import dev.sluice.engine.sigma.SigmaParser;
import dev.sluice.engine.sigma.SigmaRule;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every expression that a rule may have is found in bytes as RE2/J finds it in the text of them,
 * with states kept and with states forgotten, and in a number of steps that its length bounds. A
 * rule may not have one that RE2/J would make much of.
 *
 * <p>An input is flags (the last three bits of its first byte), an expression, a line end, a text.
 */
class RegexFuzzTest {
  private static final List<String> FLAGS =
      List.of("", "|i", "|m", "|i|m", "|s", "|i|s", "|m|s", "|i|m|s");
  private static final Set<ErrorCode> REFUSALS =
      Set.of(ErrorCode.BAD_REGEX, ErrorCode.REGEX_UNSUPPORTED, ErrorCode.REGEX_TOO_LARGE);
  private static final RuleCompiler COMPILER =
      new RuleCompiler(Placeholders.NONE, List.of(), Set.of());

  /** Room for two states or so, so that every search forgets them. */
  private static final long TINY = 300;

  /** What a state that the compiler of rules counts may be for RE2/J: ranges of a class, forks. */
  private static final int MAX_INSTRUCTIONS = 4 * 50_000;

  @FuzzTest
  void bytesAnswerAsTextDoes(byte[] input) {
    String all = new String(input, StandardCharsets.UTF_8);
    int end = all.indexOf('\n');
    if (end < 1) {
      return;
    }
    Pattern pattern = compiled(FLAGS.get(all.charAt(0) & 7), all.substring(1, end));
    if (pattern != null) {
      assertThat(pattern.programSize()).isLessThan(MAX_INSTRUCTIONS);
      compare(pattern, all.substring(end + 1));
    }
  }

  private static void compare(Pattern pattern, String text) {
    boolean expected = pattern.matcher(text).find();
    List<String> literals = RequiredLiterals.of(pattern);
    if (expected && !literals.isEmpty()) {
      assertThat(literals).anyMatch(CaseFold.fold(text)::contains);
    }
    ByteRegex regex = ByteRegex.of(pattern);
    if (regex != null) {
      byte[] around = ("a" + text + "a").getBytes(StandardCharsets.UTF_8);
      find(regex.newSearcher(), around, expected);
      find(regex.newSearcher(TINY), around, expected);
    }
  }

  private static void find(ByteRegex.Searcher searcher, byte[] around, boolean expected) {
    assertThat(searcher.find(around, 1, around.length - 1)).isEqualTo(expected);
    assertThat(searcher.find(around, 1, around.length - 1)).as("again").isEqualTo(expected);
    long most = 2 * (around.length - 1L);
    assertThat(searcher.automaton().steps()).isLessThanOrEqualTo(most);
  }

  /** Returns what the rule compiler makes of the expression, null when it refuses it. */
  private static @Nullable Pattern compiled(String flags, String regex) {
    String quoted = "'" + regex.replace("'", "''") + "'";
    String rule =
        "title: t\nlogsource: {product: x}\ndetection:\n  s: {f|re"
            + flags
            + ": "
            + quoted
            + "}\n  condition: s\n";
    SourceFile file = new SourceFile("p", "r.yml", "r.yml", rule.getBytes(StandardCharsets.UTF_8));
    List<SigmaDocument> documents = SigmaParser.parse(file, YamlLimits.DEFAULT).documents();
    if (documents.isEmpty()) {
      return null;
    }
    CompileResult result = COMPILER.compile((SigmaRule) documents.get(0), List.of());
    CompiledRule compiled = result.rule();
    if (compiled == null) {
      assertThat(result.problems())
          .filteredOn(SigmaError::isError)
          .extracting(SigmaError::code)
          .allMatch(REFUSALS::contains);
      return null;
    }
    if (compiled.predicate() instanceof Predicate.Selection selection
        && selection.body() instanceof Leaf.FieldMatches matches
        && matches.valueTest() instanceof RegexTest test) {
      return test.pattern();
    }
    return fail("no regular expression: " + compiled.predicate());
  }
}
