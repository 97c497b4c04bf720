package dev.sluice.engine.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.compile.Treatment.Mode;
import dev.sluice.engine.correlate.CompiledCorrelation;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a treatment does to a document, whatever the document says. */
class TreatmentTest {
  private static final EventTables TABLES = EventTables.builtIn();
  private static final Treatment SHADOW = new Treatment(Mode.SHADOW, null, null);
  private static final Treatment DISABLED = new Treatment(Mode.DISABLED, null, null);
  private static final Instant END = Instant.parse("2024-05-06T07:08:09Z");
  private static final Treatment EXPIRING = new Treatment(Mode.ENABLED, null, END);
  private static final SourceFile RULE = rule("rule", "name", "Image: evil");
  private static final SourceFile OTHER = rule("other", "other", "Image: evil");
  private static final SourceFile FILTER = filter("condition: not known");

  private static SourceFile file(String path, String text) {
    return new SourceFile("pack", path, path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static SourceFile rule(String id, String name, String test) {
    return file(
        id + ".yml",
        """
        title: a rule
        id: %s
        name: %s
        level: medium
        logsource: {product: windows}
        detection:
          sel: {%s}
          condition: sel
        """
            .formatted(id, name, test));
  }

  private static SourceFile filter(String condition) {
    return file(
        "filter.yml",
        """
        title: a filter
        id: filter
        sluice.verbatim: true
        logsource: {product: windows}
        filter:
          rules: any
          known: {User: admin}
          %s
        """
            .formatted(condition));
  }

  private static CompiledRuleSet compile(Map<String, Treatment> treatments, SourceFile... files) {
    return compile(new RuleSetSource(List.of(files), treatments, false));
  }

  private static CompiledRuleSet compile(RuleSetSource source) {
    return compiler(RuleSelection.DEFAULT).compile("set", 1, source);
  }

  private static RuleSetCompiler compiler(RuleSelection selection) {
    return new RuleSetCompiler(selection, Placeholders.NONE, TABLES.logSources().known());
  }

  private static byte[] event(@Nullable String time) {
    String text =
        "{\"EventID\":1,\"Channel\":\"c\",\"Image\":\"evil\",\"User\":\"admin\""
            + (time == null ? "}" : ",\"UtcTime\":\"" + time + "\"}");
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What both judges say of the event. */
  private static Outcome judged(CompiledRuleSet compiled, byte[] event) {
    EventLimits limits = EventLimits.defaults();
    EventReader reader = new EventReader(TABLES.schemas(), TABLES.logSources(), limits);
    Outcome truth = Outcome.of(new ScanJudge(reader, new ScanMatcher(compiled.ruleSet())), event);
    RuleIndex index = RuleIndex.of(compiled.ruleSet(), TABLES, limits, Runnable::run);
    IndexedJudge judge = index.newJudge();
    assertThat(Outcome.of(judge, event)).isEqualTo(truth);
    assertThat(Outcome.of(judge, event)).isEqualTo(truth);
    assertThat(judge.judged()).isPositive();
    return truth;
  }

  private static List<String> fired(CompiledRuleSet compiled, byte[] event) {
    return judged(compiled, event).fired().stream().map(Outcome.FiredRule::id).toList();
  }

  @Test
  void aRuleInShadowFiresAndSaysSo() {
    CompiledRuleSet compiled = compile(Map.of("rule", SHADOW), RULE, OTHER);
    assertThat(judged(compiled, event(null)).fired())
        .extracting(Outcome.FiredRule::id, Outcome.FiredRule::shadow)
        .containsExactly(tuple("rule", true), tuple("other", false));
    assertThat(compiled.shadow()).isEqualTo(1);
    assertThat(compiled.disabled()).isZero();
  }

  @Test
  void aLevelIsSeenInTheHeaderAndNowhereElse() {
    Treatment low = new Treatment(Mode.ENABLED, "low", null);
    CompiledRule rule = compile(Map.of("rule", low), RULE).ruleSet().rules().get(0);
    CompiledRule own = compile(Map.of(), RULE).ruleSet().rules().get(0);
    assertThat(rule.header().level()).isEqualTo("low");
    assertThat(rule.header().withLevel("medium")).isEqualTo(own.header());
    assertThat(rule.rule().header().level()).isEqualTo("medium");
    assertThat(rule.predicate()).isEqualTo(own.predicate());
    RuleSelection medium = new RuleSelection(List.of(), List.of(), Set.of(), "medium", Set.of());
    RuleSetSource source = new RuleSetSource(List.of(RULE), Map.of("rule", low), false);
    assertThat(compiler(medium).compile("set", 1, source).ruleSet().rules()).hasSize(1);
  }

  @Test
  void aDisabledRuleIsCompiledAndNotInTheSet() {
    SourceFile broken = rule("broken", "b", "Image|re: '('");
    CompiledRuleSet compiled =
        compile(Map.of("rule", DISABLED, "broken", DISABLED), RULE, broken, OTHER);
    assertThat(compiled.ruleSet().rules()).extracting(CompiledRule::id).containsExactly("other");
    assertThat(compiled.errors()).extracting(SigmaError::code).containsExactly(ErrorCode.BAD_REGEX);
    assertThat(compiled.disabled()).isEqualTo(1);
    assertThat(compiled.refused()).isEqualTo(1);
    assertThat(compiled.skipped()).isZero();
  }

  @Test
  void aDisabledRuleTakesNoNameFromAnother() {
    SourceFile successor = rule("successor", "name", "Image: evil");
    CompiledRuleSet compiled = compile(Map.of("rule", DISABLED), RULE, successor);
    assertThat(compiled.errors()).isEmpty();
    assertThat(fired(compiled, event(null))).containsExactly("successor");
    assertThat(compile(Map.of(), RULE, successor).refused()).isEqualTo(2);
  }

  @Test
  void aFilterAppliesOnlyWhenItIsEnabled() {
    assertThat(fired(compile(Map.of(), RULE, FILTER), event(null))).isEmpty();
    for (Treatment treatment : List.of(DISABLED, SHADOW)) {
      CompiledRuleSet compiled = compile(Map.of("filter", treatment), RULE, FILTER);
      assertThat(fired(compiled, event(null))).containsExactly("rule");
      assertThat(compiled.filters()).isEmpty();
      assertThat(compiled.disabled()).isEqualTo(1);
      assertThat(compiled.ruleSet().hash()).isEqualTo(compile(Map.of(), RULE).ruleSet().hash());
    }
  }

  @Test
  void aBrokenFilterIsFoundWhenItIsDisabled() {
    SourceFile broken = filter("condition: not unknown");
    CompiledRuleSet compiled = compile(Map.of("filter", DISABLED), RULE, broken);
    assertThat(compiled.refused()).isEqualTo(1);
    assertThat(compiled.errors()).hasSize(1);
  }

  @Test
  void aCorrelationIsLeftOutOrCarriesItsTreatment() {
    SourceFile correlation =
        file(
            "correlation.yml",
            """
            title: many
            id: many
            correlation:
              type: event_count
              rules: [rule]
              timespan: 5m
              condition: {gte: 5}
            """);
    CompiledRuleSet disabled = compile(Map.of("many", DISABLED), RULE, correlation);
    assertThat(disabled.ruleSet().correlations().all()).isEmpty();
    assertThat(disabled.disabled()).isEqualTo(1);
    CompiledRuleSet shadow = compile(Map.of("many", SHADOW), RULE, correlation);
    assertThat(shadow.shadow()).isEqualTo(1);
    assertThat(shadow.ruleSet().correlations().all())
        .extracting(CompiledCorrelation::treatment)
        .containsExactly(SHADOW);
    RuleSet plain = compile(Map.of(), RULE, correlation).ruleSet();
    assertThat(plain.correlations().all())
        .extracting(CompiledCorrelation::treatment)
        .containsExactly(Treatment.ENABLED);
    assertThat(plain.hash()).isNotEqualTo(shadow.ruleSet().hash());
  }

  @Test
  void aDocumentThatAManifestDoesNotNameIsLeftOut() {
    SourceFile broken = rule("broken", "b", "Image|re: '('");
    Map<String, Treatment> named = Map.of("rule", Treatment.ENABLED, "gone", SHADOW, "A", SHADOW);
    CompiledRuleSet compiled =
        compile(RuleSetSource.named(List.of(RULE, OTHER, broken, FILTER), named));
    assertThat(fired(compiled, event(null))).containsExactly("rule");
    assertThat(compiled.skipped()).isEqualTo(3);
    assertThat(compiled.refused()).isZero();
    assertThat(compiled.missing()).containsExactly("A", "gone");
    assertThat(compiled.ruleSet().hash()).isEqualTo(compile(Map.of(), RULE).ruleSet().hash());
  }

  @Test
  void ofAFileWithSeveralDocumentsThoseThatAreNamedLoad() {
    String both =
        new String(RULE.content(), StandardCharsets.UTF_8)
            + "---\n"
            + new String(OTHER.content(), StandardCharsets.UTF_8);
    RuleSetSource source =
        RuleSetSource.named(List.of(file("both.yml", both)), Map.of("other", SHADOW));
    CompiledRuleSet compiled = compile(source);
    assertThat(compiled.ruleSet().rules()).extracting(CompiledRule::id).containsExactly("other");
    assertThat(compiled.ruleSet().rules().get(0).header().position().line()).isGreaterThan(1);
    assertThat(compiled.skipped()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-05-06 07:08:08.999999999, true, false",
    "2024-05-06 07:08:09, false, true",
    "2024-05-06 07:08:09.000000001, false, true",
    "1970-01-01 00:00:00, true, false",
    "2099-01-01 00:00:00, false, true",
    "never, true, true",
    ", true, true"
  })
  void theTimeOfTheEventDecidesWhatHasExpired(
      @Nullable String time, boolean rule, boolean withoutFilter) {
    assertThat(fired(compile(Map.of("rule", EXPIRING), RULE), event(time)))
        .isEqualTo(rule ? List.of("rule") : List.of());
    assertThat(fired(compile(Map.of("filter", EXPIRING), RULE, FILTER), event(time)))
        .isEqualTo(withoutFilter ? List.of("rule") : List.of());
  }

  @Test
  void aFilterThatExpiresStillLetsPassWhatItDoesNotName() {
    CompiledRuleSet compiled = compile(Map.of("filter", EXPIRING), RULE, FILTER);
    String guest =
        new String(event("2024-01-01 00:00:00"), StandardCharsets.UTF_8).replace("admin", "guest");
    assertThat(fired(compiled, guest.getBytes(StandardCharsets.UTF_8))).containsExactly("rule");
  }

  @Test
  void ruleAndFilterMayBothExpire() {
    CompiledRuleSet compiled =
        compile(
            Map.of(
                "rule", new Treatment(Mode.SHADOW, "high", END.plusSeconds(1)), "filter", EXPIRING),
            RULE,
            FILTER);
    assertThat(fired(compiled, event("2024-05-06 07:08:08"))).isEmpty();
    assertThat(fired(compiled, event("2024-05-06 07:08:09"))).containsExactly("rule");
    assertThat(fired(compiled, event("2024-05-06 07:08:10"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"condition: not known", "condition: known"})
  void anEndIsNoEvidence(String condition) {
    CompiledRuleSet compiled =
        compile(Map.of("rule", EXPIRING, "filter", EXPIRING), RULE, filter(condition));
    List<Outcome.FiredRule> fired = judged(compiled, event(null)).fired();
    assertThat(fired).hasSize(1);
    assertThat(fired.get(0).evidence()).extracting(Evidence::field).contains("Image");
    assertThat(fired.get(0).evidence()).extracting(Evidence::field).isSubsetOf("Image", "User");
  }

  @Test
  void theHashTellsEveryTreatmentApart() {
    Set<String> hashes = new HashSet<>();
    List<Treatment> treatments =
        List.of(
            Treatment.ENABLED,
            SHADOW,
            EXPIRING,
            new Treatment(Mode.ENABLED, null, END.plusNanos(1)),
            new Treatment(Mode.SHADOW, null, END),
            new Treatment(Mode.ENABLED, "low", null),
            new Treatment(Mode.ENABLED, "high", null),
            new Treatment(Mode.SHADOW, "high", null));
    for (Treatment treatment : treatments) {
      RuleSet set = compile(Map.of("rule", treatment), RULE, OTHER, FILTER).ruleSet();
      assertThat(hashes.add(set.hash())).as(treatment.toString()).isTrue();
      assertThat(compile(Map.of("rule", treatment), RULE, OTHER, FILTER).ruleSet().hash())
          .isEqualTo(set.hash());
    }
    assertThat(hashes.add(compile(Map.of("rule", DISABLED), RULE, OTHER, FILTER).ruleSet().hash()))
        .isTrue();
    assertThat(
            hashes.add(compile(Map.of("filter", EXPIRING), RULE, OTHER, FILTER).ruleSet().hash()))
        .isTrue();
    assertThat(compile(Map.of(), RULE, OTHER, FILTER).ruleSet().hash()).isIn(hashes);
  }

  @Test
  void theHashNamesThePathThatAlertsName() {
    SourceFile moved = new SourceFile("pack", "new/rule.yml", "rule.yml", RULE.content());
    assertThat(compile(Map.of(), moved).ruleSet().hash())
        .isNotEqualTo(compile(Map.of(), RULE).ruleSet().hash());
  }

  @Test
  void anAlertOfARuleWithAnotherLevelKeepsItsId() {
    Treatment treatment = new Treatment(Mode.SHADOW, "low", null);
    Header header = compile(Map.of("rule", treatment), RULE).ruleSet().rules().get(0).header();
    Header own = compile(Map.of(), RULE).ruleSet().rules().get(0).header();
    assertThat(header.id()).isEqualTo(own.id());
    assertThat(header.contentHash()).isEqualTo(own.contentHash());
  }
}
