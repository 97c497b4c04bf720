package dev.sluice.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a compiler takes over from one compilation to the next, and what it does not. */
class RuleSetRecompilationTest {

  private static final Set<LogSource> KNOWN = EventTables.builtIn().logSources().known();
  private static final Placeholders ADMINS =
      new Placeholders(Map.of("admins", List.of("root", "adm*")));
  private static final String RULE =
      """
      title: rule %1$s
      id: rule-%1$s
      name: name-%1$s
      status: test
      logsource: {product: %2$s}
      detection:
        sel: {%3$s}
        condition: sel
      """;
  private static final String FILTER =
      """
      title: filter %1$s
      id: filter-%1$s
      status: test
      logsource: {product: windows}
      filter:
        rules: %2$s
        known: {User: '%3$s'}
        condition: not known
      """;
  private static final String CORRELATION =
      """
      title: correlation
      id: correlation
      correlation:
        type: event_count
        rules: [%s]
        group-by: [User]
        timespan: 5m
        condition: {gte: 5}
      """;

  private static final Treatment DISABLED = new Treatment(Treatment.Mode.DISABLED, null, null);
  private static final Treatment EXPIRING =
      new Treatment(Treatment.Mode.ENABLED, null, Instant.parse("2024-05-06T07:08:09Z"));
  private static final List<Treatment> TREATMENTS =
      List.of(
          EXPIRING,
          new Treatment(Treatment.Mode.ENABLED, "low", null),
          new Treatment(Treatment.Mode.SHADOW, null, null),
          new Treatment(Treatment.Mode.SHADOW, "high", EXPIRING.expires()));
  private static final Comparator<CompiledRule> BY_IDENTITY = (a, b) -> a == b ? 0 : 1;

  private final RuleSetCompiler compiler = compiler(RuleSelection.DEFAULT, ADMINS);

  private static RuleSetCompiler compiler(RuleSelection selection, Placeholders placeholders) {
    return new RuleSetCompiler(selection, placeholders, KNOWN);
  }

  private static SourceFile file(String path, String text) {
    return new SourceFile("pack", path, "pack/" + path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static SourceFile rule(String id, String test) {
    return file(id + ".yml", RULE.formatted(id, "windows", test));
  }

  private static SourceFile filter(String id, String rules, String user) {
    return file("filter-" + id + ".yml", FILTER.formatted(id, rules, user));
  }

  private CompiledRuleSet compile(Map<String, Treatment> treatments, SourceFile... files) {
    return compiler.compile("set", 1, new RuleSetSource(List.of(files), treatments, false));
  }

  private static CompiledRuleSet fresh(Map<String, Treatment> treatments, SourceFile... files) {
    return compiler(RuleSelection.DEFAULT, ADMINS)
        .compile("set", 1, new RuleSetSource(List.of(files), treatments, false));
  }

  private CompiledRuleSet compile(SourceFile... files) {
    return compiler.compile("set", 1, List.of(files));
  }

  private static CompiledRuleSet fresh(SourceFile... files) {
    return compiler(RuleSelection.DEFAULT, ADMINS).compile("set", 1, List.of(files));
  }

  private static CompiledRule rule(CompiledRuleSet compiled, String id) {
    return compiled.ruleSet().rules().stream()
        .filter(rule -> rule.id().equals("rule-" + id))
        .findFirst()
        .orElseThrow();
  }

  /** The ids of this test are short, which every document is warned of. */
  private static List<ErrorCode> codes(CompiledRuleSet compiled) {
    return compiled.problems().stream()
        .map(SigmaError::code)
        .filter(code -> code != ErrorCode.BAD_ID)
        .toList();
  }

  @Test
  void unchangedRulesAreTheSameInstanceAfterAnUpdate() {
    SourceFile a = rule("a", "Image: 'x'");
    SourceFile c = rule("c", "Image: 'z'");
    CompiledRuleSet before = compile(a, rule("b", "Image: 'y'"), c);
    CompiledRuleSet after = compile(rule("d", "Image: 'd'"), a, rule("b", "Image: 'new'"), c);
    assertThat(rule(after, "a")).isSameAs(rule(before, "a"));
    assertThat(rule(after, "c")).isSameAs(rule(before, "c"));
    assertThat(rule(after, "b")).isNotEqualTo(rule(before, "b"));
    assertThat(after.ruleSet().rules()).hasSize(4);
  }

  @Test
  void aFileThatIsReadAgainIsTheSameWhenItsBytesAre() {
    CompiledRuleSet before = compile(rule("a", "Image: 'x'"));
    assertThat(rule(compile(rule("a", "Image: 'x'")), "a")).isSameAs(rule(before, "a"));
  }

  @Test
  void theSameTextUnderAnotherPathIsAnotherRule() {
    SourceFile a = rule("a", "Image: 'x'");
    compile(a);
    SourceFile moved = new SourceFile("pack", "new/a.yml", "pack/new/a.yml", a.content());
    assertThat(rule(compile(moved), "a").header().path()).isEqualTo("new/a.yml");
  }

  @Test
  void aRuleIsTakenOverThroughManyUpdates() {
    SourceFile a = rule("a", "Image: 'x'");
    CompiledRule first = rule(compile(a), "a");
    for (int i = 0; i < 5; i++) {
      assertThat(rule(compile(rule("b", "Image: '" + i + "'"), a), "a")).isSameAs(first);
    }
  }

  @Test
  void aChangedFilterRecompilesExactlyTheRulesItAppliesTo() {
    SourceFile a = rule("a", "Image: 'x'");
    SourceFile b = rule("b", "Image: 'y'");
    SourceFile linux = file("l.yml", RULE.formatted("l", "linux", "Image: 'z'"));
    SourceFile any = filter("any", "any", "backup");
    CompiledRuleSet before = compile(a, b, linux, any, filter("one", "[rule-a]", "root"));
    CompiledRuleSet after = compile(a, b, linux, any, filter("one", "[rule-a]", "admin"));
    assertThat(rule(after, "a")).isNotSameAs(rule(before, "a"));
    assertThat(rule(after, "a").filters()).hasSize(2);
    assertThat(rule(after, "a").predicate().toString()).contains("admin").doesNotContain("root");
    assertThat(rule(after, "b")).isSameAs(rule(before, "b"));
    assertThat(rule(after, "l")).isSameAs(rule(before, "l"));
  }

  @Test
  void aFilterThatComesOrGoesRecompilesExactlyTheRulesItAppliesTo() {
    SourceFile a = rule("a", "Image: 'x'");
    SourceFile b = rule("b", "Image: 'y'");
    CompiledRuleSet without = compile(a, b);
    CompiledRuleSet with = compile(a, b, filter("one", "[name-a]", "root"));
    assertThat(rule(with, "a").filters()).hasSize(1);
    assertThat(rule(with, "b")).isSameAs(rule(without, "b"));
    CompiledRuleSet again = compile(a, b);
    assertThat(rule(again, "a")).isEqualTo(rule(without, "a"));
    assertThat(rule(again, "b")).isSameAs(rule(without, "b"));
  }

  @Test
  void aFilterThatIsRefusedNowIsInForceNoLonger() {
    SourceFile a = rule("a", "Image: 'x'");
    compile(a, filter("one", "any", "root"));
    SourceFile broken = file("filter-one.yml", FILTER.formatted("one", "any", "x', A|re: '("));
    CompiledRuleSet after = compile(a, broken);
    assertThat(rule(after, "a").filters()).isEmpty();
    assertThat(after).isEqualTo(fresh(a, broken));
    assertThat(compile(a, broken)).isEqualTo(after);
  }

  @Test
  void rulesWithPlaceholdersAreTakenOverAndAnotherTableIsAnotherCompiler() {
    SourceFile a = rule("a", "User|expand: '%admins%'");
    CompiledRuleSet before = compile(a);
    assertThat(rule(compile(a, rule("b", "Image: 'x'")), "a")).isSameAs(rule(before, "a"));
    CompiledRuleSet other =
        compiler(RuleSelection.DEFAULT, new Placeholders(Map.of("admins", List.of("boss"))))
            .compile("set", 1, List.of(a));
    assertThat(rule(other, "a").predicate()).isNotEqualTo(rule(before, "a").predicate());
    assertThat(other.ruleSet().hash()).isNotEqualTo(before.ruleSet().hash());
  }

  @Test
  void aRemovedRuleIsGone() {
    SourceFile a = rule("a", "Image: 'x'");
    SourceFile filter = filter("one", "[rule-b]", "root");
    CompiledRuleSet before = compile(a, rule("b", "Image: 'y'"), filter);
    CompiledRuleSet after = compile(a, filter);
    assertThat(after.ruleSet().rules()).containsExactly(rule(before, "a"));
    assertThat(codes(after)).containsExactly(ErrorCode.FILTER_TARGET);
    assertThat(compile(a, rule("b", "Image: 'y'"), filter)).isEqualTo(before);
  }

  @Test
  void aDuplicateRefusesAnUnchangedRuleAndItsEndBringsTheRuleBack() {
    SourceFile a = rule("a", "Image: 'x'");
    SourceFile twin = file("twin.yml", RULE.formatted("a", "windows", "Image: 'y'"));
    CompiledRuleSet before = compile(a);
    CompiledRuleSet doubled = compile(a, twin);
    assertThat(doubled.ruleSet().rules()).isEmpty();
    assertThat(doubled.refused()).isEqualTo(2);
    assertThat(doubled).isEqualTo(fresh(a, twin));
    assertThat(compile(a)).isEqualTo(before);
  }

  @Test
  void oneFileGivenTwiceIsOneRefusedDocumentEachTime() {
    SourceFile a = rule("a", "Image: 'x'");
    CompiledRuleSet first = compile(a, rule("a", "Image: 'x'"));
    assertThat(first.refused()).isEqualTo(1);
    assertThat(compile(a, a)).isEqualTo(first);
  }

  @Test
  void problemsOfUnchangedDocumentsAreRepeated() {
    SourceFile[] files = {
      file("no.yml", "a: ["),
      rule("re", "Image|re: '('"),
      file("lost.yml", RULE.formatted("lost", "toaster", "Image|all: 'x'")),
      rule("missing", "User|expand: '%nobody%'"),
      filter("one", "[nothing]", "root"),
      file("correlation.yml", CORRELATION.formatted("rule-x, NAME-LOST"))
    };
    CompiledRuleSet first = compile(files);
    assertThat(codes(first))
        .containsExactlyInAnyOrder(
            ErrorCode.YAML_SYNTAX,
            ErrorCode.BAD_REGEX,
            ErrorCode.UNROUTABLE,
            ErrorCode.ALL_ON_ONE_VALUE,
            ErrorCode.PLACEHOLDER_MISSING,
            ErrorCode.FILTER_TARGET,
            ErrorCode.CORRELATION_REFERENCE,
            ErrorCode.CORRELATION_REFERENCE);
    assertThat(compile(files)).isEqualTo(first);
    assertThat(compile(files)).isEqualTo(first);
  }

  @Test
  void aChangedModeMakesOneNewRuleAndTheOthersStay() {
    SourceFile[] files = {
      rule("a", "Image: 'x'"), rule("b", "Image: 'y'"), filter("f", "any", "u")
    };
    CompiledRuleSet before = compile(files);
    for (Treatment treatment : TREATMENTS) {
      CompiledRuleSet after = compile(Map.of("rule-b", treatment), files);
      assertThat(rule(after, "a")).isSameAs(rule(before, "a"));
      assertThat(rule(after, "b")).isNotSameAs(rule(before, "b"));
      assertThat(rule(after, "b").rule()).isSameAs(rule(before, "b").rule());
      assertThat(compile(Map.of("rule-b", treatment), files).ruleSet().rules())
          .usingElementComparator(BY_IDENTITY)
          .isEqualTo(after.ruleSet().rules());
      assertThat(after).isEqualTo(fresh(Map.of("rule-b", treatment), files));
    }
    assertThat(compile(files)).isEqualTo(before);
  }

  @Test
  void aRuleInShadowKeepsThePredicateItHad() {
    SourceFile a = rule("a", "Image: 'x'");
    CompiledRuleSet before = compile(a);
    CompiledRuleSet after =
        compile(Map.of("rule-a", new Treatment(Treatment.Mode.SHADOW, "low", null)), a);
    assertThat(rule(after, "a").predicate()).isSameAs(rule(before, "a").predicate());
  }

  @Test
  void aFilterThatIsDisabledRecompilesExactlyTheRulesItAppliesTo() {
    SourceFile[] files = {
      rule("a", "Image: 'x'"), rule("b", "Image: 'y'"), filter("f", "[rule-a]", "u")
    };
    CompiledRuleSet before = compile(files);
    CompiledRuleSet after = compile(Map.of("filter-f", DISABLED), files);
    assertThat(rule(after, "a").filters()).isEmpty();
    assertThat(rule(after, "b")).isSameAs(rule(before, "b"));
    CompiledRuleSet expiring = compile(Map.of("filter-f", EXPIRING), files);
    assertThat(rule(expiring, "a").filters()).hasSize(1);
    assertThat(rule(compile(Map.of("filter-f", EXPIRING), files), "a"))
        .isSameAs(rule(expiring, "a"));
    assertThat(rule(expiring, "b")).isSameAs(rule(before, "b"));
  }

  @Test
  void anotherTableOfPlaceholdersTakesOverTheFilesAndNothingElse() {
    SourceFile[] files = {rule("a", "User|expand: '%admins%'"), rule("b", "Image: 'y'")};
    CompiledRuleSet before = compile(files);
    Placeholders others = new Placeholders(Map.of("admins", List.of("boss")));
    RuleSetCompiler other = compiler.with(others, KNOWN);
    CompiledRuleSet after = other.compile("set", 1, List.of(files));
    assertThat(rule(after, "a").rule()).isSameAs(rule(before, "a").rule());
    assertThat(rule(after, "a").predicate()).isNotEqualTo(rule(before, "a").predicate());
    assertThat(after)
        .isEqualTo(compiler(RuleSelection.DEFAULT, others).compile("set", 1, List.of(files)));
    assertThat(compile(files).ruleSet().rules())
        .usingElementComparator(BY_IDENTITY)
        .isEqualTo(before.ruleSet().rules());
    assertThat(compiler.with(new Placeholders(ADMINS.asMap()), Set.copyOf(KNOWN)))
        .isSameAs(compiler);
  }

  @Test
  void rulesCompiledForOtherLogSourcesAreToldUnroutable() {
    SourceFile a = rule("a", "Image: 'x'");
    assertThat(compile(a).unroutable()).isZero();
    CompiledRuleSet lost = compiler.with(ADMINS, Set.of()).compile("set", 1, List.of(a));
    assertThat(lost.unroutable()).isEqualTo(1);
  }

  @Test
  void filesThatTheSelectionLeavesOutAreCountedEachTime() {
    RuleSelection selection =
        new RuleSelection(List.of("a.yml"), List.of(), Set.of(), "", Set.of());
    RuleSetCompiler selecting = compiler(selection, ADMINS);
    List<SourceFile> files = List.of(rule("a", "Image: 'x'"), rule("b", "Image: 'y'"));
    CompiledRuleSet first = selecting.compile("set", 1, files);
    assertThat(first.skipped()).isEqualTo(1);
    assertThat(selecting.compile("set", 1, files)).isEqualTo(first);
  }

  @Test
  void threadsThatShareACompilerGetWhatEachWouldGetAlone() {
    SourceFile kept = rule("kept", "Image: 'x'");
    List<CompletableFuture<Boolean>> threads =
        IntStream.range(0, 4)
            .mapToObj(
                thread ->
                    CompletableFuture.supplyAsync(
                        () ->
                            IntStream.range(0, 50)
                                .allMatch(
                                    i -> {
                                      SourceFile own = rule("t", "Image: '" + thread + i % 3 + "'");
                                      return compile(kept, own).equals(fresh(kept, own));
                                    })))
            .toList();
    assertThat(threads).allMatch(CompletableFuture::join);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void afterAnyEditsTheSetIsThatOfANewCompiler(long seed) {
    Random random = new Random(seed);
    List<SourceFile> files = new ArrayList<>();
    for (int step = 0; step < 60; step++) {
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        edit(files, random);
      }
      SourceFile[] now = files.toArray(new SourceFile[0]);
      Map<String, Treatment> treatments = treatments(random);
      CompiledRuleSet again = compile(treatments, now);
      assertThat(again).as("seed %d step %d", seed, step).isEqualTo(fresh(treatments, now));
      assertThat(compile(treatments, now).ruleSet().rules())
          .usingElementComparator(BY_IDENTITY)
          .isEqualTo(again.ruleSet().rules());
    }
  }

  private static Map<String, Treatment> treatments(Random random) {
    Map<String, Treatment> treatments = new HashMap<>();
    for (String kind : List.of("rule-", "rule-", "filter-", "correlation")) {
      String id = kind.endsWith("-") ? kind + (char) ('a' + random.nextInt(6)) : kind;
      if (random.nextBoolean()) {
        treatments.put(id, TREATMENTS.get(random.nextInt(TREATMENTS.size())));
      }
    }
    if (random.nextInt(4) == 0) {
      treatments.put("rule-" + (char) ('a' + random.nextInt(6)), DISABLED);
    }
    return treatments;
  }

  private static void edit(List<SourceFile> files, Random random) {
    int at = files.isEmpty() ? 0 : random.nextInt(files.size());
    int kind = files.size() < 4 ? 0 : random.nextInt(6);
    switch (kind) {
      case 0, 1 -> files.add(at, any(random));
      case 2, 3 -> files.set(at, any(random));
      case 4 -> files.remove(at);
      default -> files.add(files.remove(at));
    }
  }

  /** Few ids and few paths, so that documents collide, replace each other and come back. */
  private static SourceFile any(Random random) {
    String id = "" + (char) ('a' + random.nextInt(6));
    String path = random.nextInt(8) + ".yml";
    return switch (random.nextInt(8)) {
      case 0 -> filter(id, random.nextBoolean() ? "any" : "[RULE-A, name-b, c]", id);
      case 1 -> file(path, FILTER.formatted(id, "[name-" + id + "]", "x', Image|re: '("));
      case 2 -> file(path, CORRELATION.formatted("rule-a, name-b"));
      case 3 ->
          file(path, RULE.formatted(id, "windows", "Image: 'x'") + "---\n" + ruleText(random));
      default -> file(path, ruleText(random));
    };
  }

  private static String ruleText(Random random) {
    String id = "" + (char) ('a' + random.nextInt(6));
    List<String> tests =
        List.of(
            "Image: 'İς?x'",
            "Image|re: 'a+b'",
            "Image|re: '('",
            "User|expand: '%admins%'",
            "User|expand: '%nobody%'",
            "Image|all: x",
            "Image: [a");
    String product = random.nextInt(5) == 0 ? "toaster" : "windows";
    String text = RULE.formatted(id, product, tests.get(random.nextInt(tests.size())));
    return random.nextInt(6) == 0 ? text.replace("status: test", "status: deprecated") : text;
  }
}
