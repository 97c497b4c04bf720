package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.sigma.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class MutatedRulesTest {

  private static MutatedRules starter() throws IOException {
    return new MutatedRules(RuleFiles.load(Fixtures.STARTER).files(), texts(Fixtures.SAMPLE));
  }

  private static Texts texts(Path events) throws IOException {
    return Texts.of(Telemetry.read(events, 40_000).sample());
  }

  private static List<CompiledRule> compiled(List<SourceFile> files) {
    CompiledRuleSet compiled = RuleSets.compiler().compile("mutated", 1, files);
    assertThat(compiled.errors()).isEmpty();
    return compiled.ruleSet().rules();
  }

  @Test
  void everyCopyCompilesWithIdsOfItsOwn() throws IOException {
    List<CompiledRule> originals = compiled(RuleFiles.load(Fixtures.STARTER).files());
    Set<String> ids = new HashSet<>();
    originals.forEach(rule -> ids.add(rule.id()));
    for (int copy = 1; copy <= 3; copy++) {
      List<CompiledRule> rules = compiled(starter().copy(copy));
      assertThat(rules).hasSameSizeAs(originals);
      assertThat(rules).allMatch(rule -> ids.add(rule.id()));
      assertThat(rules.stream().map(rule -> rule.rule().logSource()).toList())
          .isEqualTo(originals.stream().map(rule -> rule.rule().logSource()).toList());
    }
  }

  @Test
  void theSameCopyIsAlwaysTheSame() throws IOException {
    assertThat(starter().copy(2)).isEqualTo(starter().copy(2)).isNotEqualTo(starter().copy(3));
  }

  @Test
  void literalsKeepLengthAndClassesOfCharacters() throws IOException {
    MutatedRules mutated = starter();
    LiteralMutation mutation = mutated.mutation(1);
    mutated.copy(1, mutation);
    assertThat(mutation.mutated()).hasSizeGreaterThan(100);
    mutation
        .mutated()
        .forEach(
            (literal, other) -> {
              assertThat(other).hasSameSizeAs(literal);
              assertThat(classes(other)).isEqualTo(classes(literal));
            });
  }

  /** Of a hash, digits and letters may change places. */
  private static String classes(String text) {
    return Snippets.shape(text).replace('0', 'a');
  }

  @Test
  void regularExpressionsStayRegularExpressions() {
    LiteralMutation mutation =
        new LiteralMutation(
            Words.of(List.of("other")), Snippets.of(new Texts(List.of(), List.of()), List.of()), 1);
    assertThat(mutation.regex("(?i)\\bfoo\\x41bc[a-zA-Z]{3}(?P<name>\\d+)$"))
        .isEqualTo("(?i)\\bfoo\\x41bc[a-zA-Z]{3}(?P<name>\\d+)$");
    assertThat(mutation.regex("\\\\Words\\.exe")).isEqualTo("\\\\Other\\.exe");
  }

  @Test
  void copiesOfSigmaHqCompileAndThreeInTenLiteralsOccurInTheTelemetry() throws IOException {
    Fixtures.assumeCorpus();
    Texts texts = texts(Fixtures.corpus("telemetry"));
    RuleSets sets =
        new RuleSets(RuleSets.sigmaHq(Fixtures.corpus("sigmahq/sigmahq-rules.zip")), () -> texts);
    assertThat(sets.of(RuleCount.ALL).rules()).hasSize(3755);
    assertThat(sets.of(RuleCount.HUNDRED).rules()).hasSize(100);
    LiteralMutation mutation = sets.mutated().mutation(1);
    assertThat(compiled(sets.mutated().copy(1, mutation))).hasSize(3755);
    String all = texts.all().stream().collect(Collectors.joining("\n")).toLowerCase(Locale.ROOT);
    List<Map.Entry<String, String>> some =
        mutation.mutated().entrySet().stream()
            .filter(entry -> entry.getKey().hashCode() % 16 == 0)
            .toList();
    long occurring =
        some.stream()
            .filter(entry -> all.contains(entry.getValue().toLowerCase(Locale.ROOT)))
            .count();
    System.out.printf(
        "%d literals, %d looked up, %d occur%n", mutation.mutated().size(), some.size(), occurring);
    assertThat((double) occurring / some.size()).isGreaterThan(0.3);
  }
}
