package dev.sluice.engine.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.sluice.engine.Corpus;
import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.compile.RegexTest;
import dev.sluice.engine.compile.ValueTest;
import dev.sluice.engine.event.CaseFold;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.engine.sigma.RuleFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every regular expression that SigmaHQ has, in active and inactive rules. */
class SigmaHqRegexTest {

  private static final int TEXTS = 40;

  private final long seed = Long.getLong("sluice.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void allOfSigmaHqAreTakenAndAnswerAsRe2jDoes() throws IOException {
    System.out.println("SigmaHqRegexTest seed " + seed);
    List<Pattern> patterns = patterns();
    assertThat(patterns).hasSizeGreaterThan(130);
    assertThat(patterns).allSatisfy(pattern -> assertThat(ByteRegex.of(pattern)).isNotNull());
    int found = 0;
    for (Pattern pattern : patterns) {
      found += compare(pattern);
    }
    assertThat(found).isGreaterThan(patterns.size() * TEXTS / 3);
  }

  private int compare(Pattern pattern) {
    ByteRegex.Searcher searcher = ByteRegexTest.taken(pattern).newSearcher();
    List<String> literals = RequiredLiterals.of(pattern);
    int found = 0;
    for (String text : texts(Objects.requireNonNull(ExpressionParser.parse(pattern)))) {
      boolean expected = pattern.matcher(text).find();
      byte[] bytes = HostileText.utf8(text);
      String what = "seed %d: /%s/ on '%s'".formatted(seed, pattern, text);
      assertThat(searcher.find(bytes, 0, bytes.length)).as(what).isEqualTo(expected);
      if (expected && !literals.isEmpty()) {
        String folded = CaseFold.fold(text);
        assertThat(literals).as(what).anyMatch(folded::contains);
      }
      found += expected ? 1 : 0;
    }
    assertThat(searcher.givenUp()).as(pattern.pattern()).isZero();
    return found;
  }

  private List<String> texts(Expression expression) {
    List<String> texts = new ArrayList<>(List.of("", "\n", "\u212A\u017F", "Microsoft\u00AE"));
    for (int i = 0; i < TEXTS; i++) {
      String text = MatchingText.of(expression, random);
      texts.add(text);
      texts.add(HostileText.mutated(text, random));
      texts.add(HostileText.text(random) + text + HostileText.text(random));
    }
    byte[] noise = new byte[4500];
    random.nextBytes(noise);
    String base64 = Base64.getEncoder().encodeToString(noise);
    texts.add(base64);
    texts.add(base64 + MatchingText.of(expression, random) + base64);
    return texts;
  }

  /** Measured: 148 of 154 have a literal, 114 one of three characters. */
  @Test
  void mostHaveALongLiteral() throws IOException {
    List<Pattern> patterns = patterns();
    long some = patterns.stream().filter(pattern -> shortest(pattern) > 0).count();
    long three = patterns.stream().filter(pattern -> shortest(pattern) >= 3).count();
    System.out.printf("%d expressions, %d with a literal, %d of 3%n", patterns.size(), some, three);
    assertThat(some).isGreaterThan(patterns.size() * 9L / 10);
    assertThat(three).isGreaterThan(patterns.size() * 7L / 10);
  }

  private static int shortest(Pattern pattern) {
    return RequiredLiterals.of(pattern).stream().mapToInt(String::length).min().orElse(0);
  }

  private static List<Pattern> patterns() throws IOException {
    RuleFiles files = RuleFiles.load(Corpus.file("sigmahq/sigmahq-rules.zip"));
    Set<LogSource> logSources = EventTables.builtIn().logSources().known();
    CompiledRuleSet rules =
        new RuleSetCompiler(RuleSelection.ALL, Placeholders.NONE, logSources)
            .compile("corpus", 1, files.files());
    Map<String, Pattern> patterns = new TreeMap<>();
    rules.ruleSet().rules().forEach(rule -> collect(rule.predicate(), patterns));
    return List.copyOf(patterns.values());
  }

  private static void collect(Predicate predicate, Map<String, Pattern> patterns) {
    if (predicate instanceof Predicate.And and) {
      and.terms().forEach(term -> collect(term, patterns));
    } else if (predicate instanceof Predicate.Or or) {
      or.terms().forEach(term -> collect(term, patterns));
    } else if (predicate instanceof Predicate.Not not) {
      collect(not.term(), patterns);
    } else if (predicate instanceof Predicate.Selection selection) {
      collect(selection.body(), patterns);
    } else if (predicate instanceof Leaf.FieldMatches field) {
      collect(field.valueTest(), patterns);
    } else if (predicate instanceof Leaf.Keyword keyword) {
      collect(keyword.valueTest(), patterns);
    }
  }

  private static void collect(ValueTest test, Map<String, Pattern> patterns) {
    if (test instanceof RegexTest regex) {
      Pattern pattern = regex.pattern();
      patterns.put(pattern.pattern() + "/" + pattern.flags(), pattern);
    }
  }
}
