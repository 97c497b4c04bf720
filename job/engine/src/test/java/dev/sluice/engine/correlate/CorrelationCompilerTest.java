package dev.sluice.engine.correlate;

import static dev.sluice.engine.correlate.Correlating.compile;
import static dev.sluice.engine.correlate.Correlating.correlation;
import static dev.sluice.engine.correlate.Correlating.file;
import static dev.sluice.engine.correlate.Correlating.named;
import static dev.sluice.engine.correlate.Correlating.packed;
import static dev.sluice.engine.correlate.Correlating.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.compile.Treatment.Mode;
import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.sigma.Comparison;
import dev.sluice.engine.sigma.SigmaCorrelation;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which correlations run, what they compute, and why others are refused. */
class CorrelationCompilerTest {
  private static final Treatment SHADOW = new Treatment(Mode.SHADOW, null, null);
  private static final Treatment DISABLED = new Treatment(Mode.DISABLED, null, null);
  private static final String A = rule("a");
  private static final String B = rule("b");

  private static String count(String name, String... rules) {
    return correlation(
        name,
        "type: event_count\nrules: [%s]\ngroup-by: [User]\ntimespan: 5m\ncondition: {gte: 3}\n"
            .formatted(String.join(", ", rules)));
  }

  private static String temporal(String name, String rules, String more) {
    return correlation(
        name, "type: temporal\nrules: [%s]\ntimespan: 1h\n%s".formatted(rules, more));
  }

  /** What is wrong, but for ids that are easier to read than a UUID. */
  private static List<SigmaError> problems(CompiledRuleSet compiled) {
    return compiled.problems().stream().filter(p -> p.code() != ErrorCode.BAD_ID).toList();
  }

  private static List<ErrorCode> codes(CompiledRuleSet compiled) {
    return problems(compiled).stream().map(SigmaError::code).toList();
  }

  private static List<String> inForce(CompiledRuleSet compiled) {
    return compiled.ruleSet().correlations().all().stream().map(CompiledCorrelation::id).toList();
  }

  private static void assertRefused(CompiledRuleSet compiled, ErrorCode code, String text) {
    assertThat(codes(compiled)).contains(code);
    assertThat(compiled.errors()).anySatisfy(e -> assertThat(e.message()).contains(text));
    assertThat(inForce(compiled)).isEmpty();
    assertThat(compiled.correlations()).isEmpty();
    assertThat(compiled.refused()).isEqualTo(1);
    assertThat(compiled.errors()).allSatisfy(e -> assertThat(e.line()).isGreaterThan(1));
  }

  @Test
  void aCorrelationIsResolvedWhole() {
    CompiledCorrelation compiled =
        named(
            compile(
                A,
                B,
                correlation(
                    "c",
                    """
                    type: value_count
                    rules: [a, ID-B]
                    group-by: [ip, User]
                    timespan: 2h
                    aliases: {ip: {a: src_ip, id-b: SourceIp}}
                    condition: {lte: 9, field: [Computer, ip], gt: 2.5}
                    """)),
            "c");
    assertThat(compiled.header().title()).isEqualTo("correlation c");
    assertThat(compiled.stage()).isEqualTo(1);
    assertThat(compiled.treatment()).isEqualTo(Treatment.ENABLED);
    assertThat(compiled.definition())
        .isEqualTo(
            new CorrelationDefinition(
                "id-c",
                SigmaCorrelation.Type.VALUE_COUNT,
                List.of(
                    new CorrelationDefinition.Input(
                        "id-a", List.of("src_ip", "User"), List.of("Computer", "src_ip")),
                    new CorrelationDefinition.Input(
                        "id-b", List.of("SourceIp", "User"), List.of("Computer", "SourceIp"))),
                List.of("ip", "User"),
                7_200_000,
                List.of(
                    new Comparison(Comparison.Operator.LTE, BigDecimal.valueOf(9)),
                    new Comparison(Comparison.Operator.GT, new BigDecimal("2.5"))),
                List.of("Computer", "ip"),
                BigDecimal.valueOf(50),
                List.of()));
    assertThat(compiled.definition().atEnd()).isTrue();
  }

  @Test
  void aTemporalCorrelationWithoutAConditionWantsEveryRule() {
    CorrelationDefinition made = named(compile(A, B, temporal("c", "a, b", "")), "c").definition();
    assertThat(made.comparisons())
        .containsExactly(new Comparison(Comparison.Operator.GTE, BigDecimal.valueOf(2)));
    assertThat(made.terms()).isEmpty();
    assertThat(made.atEnd()).isFalse();
  }

  @Test
  void aConditionOverRulesIsTerms() {
    CorrelationDefinition made =
        named(compile(A, B, temporal("c", "b, a", "condition: a and not b")), "c").definition();
    assertThat(made.comparisons()).isEmpty();
    assertThat(made.terms())
        .containsExactly(new CorrelationDefinition.Term(List.of(1), List.of(0)));
    assertThat(made.atEnd()).isTrue();
  }

  @Test
  void aRuleThatIsNamedTwiceIsOneInputOrRefused() {
    assertThat(named(compile(A, count("c", "a", "id-a")), "c").definition().inputs()).hasSize(1);
    assertRefused(
        compile(A, temporal("c", "a, id-a", "")),
        ErrorCode.CORRELATION_REFERENCE,
        "'id-a' is named twice");
  }

  @Test
  void whatIsNotLoadedRefusesTheCorrelation() {
    assertRefused(
        compile(A, count("c", "a", "lost")),
        ErrorCode.CORRELATION_REFERENCE,
        "no loaded document has the id or name 'lost'");
  }

  @Test
  void aRefusedRuleRefusesTheCorrelation() {
    CompiledRuleSet compiled =
        compile(A.replace("Image: a", "Image|re: '('"), count("c", "a"), count("d", "id-c"));
    assertThat(codes(compiled))
        .containsExactly(
            ErrorCode.BAD_REGEX, ErrorCode.CORRELATION_REFERENCE, ErrorCode.CORRELATION_REFERENCE);
    assertThat(compiled.refused()).isEqualTo(3);
    CompiledRuleSet unparsed =
        compile(A.replace("condition: sel", "condition: x"), count("c", "a"));
    assertThat(unparsed.errors())
        .extracting(SigmaError::message)
        .contains("'a', which it looks at, is refused");
  }

  @Test
  void aNameIsLookedForInItsOwnPackFirst() {
    CompiledRuleSet near =
        compile(
            Map.of(),
            packed("p", "a.yml", rule("n").replace("id-n", "id-p")),
            packed("q", "b.yml", rule("n").replace("id-n", "id-q")),
            packed("q", "c.yml", count("c", "n")));
    assertThat(named(near, "c").definition().inputs().get(0).ruleId()).isEqualTo("id-q");
    CompiledRuleSet unclear =
        compile(
            Map.of(),
            packed("p", "a.yml", rule("n").replace("id-n", "id-p")),
            packed("q", "b.yml", rule("n").replace("id-n", "id-q")),
            packed("r", "x.yml", count("c", "n")));
    assertRefused(unclear, ErrorCode.CORRELATION_REFERENCE, "several packs");
  }

  @Test
  void aDisabledRuleTakesNoNameFromOneInForce() {
    CompiledRuleSet compiled =
        compile(
            Map.of("old", DISABLED),
            file("a.yml", rule("n").replace("id-n", "old")),
            file("b.yml", rule("n").replace("id-n", "new")),
            file("c.yml", count("c", "n")));
    assertThat(problems(compiled)).isEmpty();
    assertThat(named(compiled, "c").definition().inputs().get(0).ruleId()).isEqualTo("new");
  }

  @Test
  void correlationsThatLookAtEachOtherAreRefused() {
    CompiledRuleSet compiled =
        compile(A, count("x", "a", "y"), count("y", "z"), count("z", "x"), count("out", "x"));
    assertThat(codes(compiled))
        .containsExactly(
            ErrorCode.CORRELATION_CYCLE,
            ErrorCode.CORRELATION_CYCLE,
            ErrorCode.CORRELATION_CYCLE,
            ErrorCode.CORRELATION_REFERENCE);
    assertThat(compiled.errors().get(0).message())
        .isEqualTo("by way of 'y' the correlation looks at itself");
    assertThat(compiled.refused()).isEqualTo(4);
    assertRefused(
        compile(A, count("self", "self")), ErrorCode.CORRELATION_CYCLE, "looks at itself");
  }

  @Test
  void stagesAreCountedWhateverTheOrderOfTheText() {
    CompiledRuleSet compiled =
        compile(count("three", "two", "a"), count("two", "one"), count("one", "a"), A);
    assertThat(problems(compiled)).isEmpty();
    assertThat(inForce(compiled)).containsExactly("id-one", "id-two", "id-three");
    assertThat(compiled.correlations())
        .extracting(header -> header.id())
        .containsExactly("id-three", "id-two", "id-one");
    assertThat(named(compiled, "three").stage()).isEqualTo(3);
  }

  @Test
  void aDeeperChainIsRefused() {
    CompiledRuleSet compiled =
        compile(
            A,
            count("one", "a"),
            count("two", "one"),
            count("three", "two"),
            count("four", "three"),
            count("five", "four"));
    assertThat(codes(compiled))
        .containsExactly(ErrorCode.CORRELATION_DEPTH, ErrorCode.CORRELATION_REFERENCE);
    assertThat(inForce(compiled)).hasSize(3);
  }

  @Test
  void aLongChainIsRefusedWithoutGoingDeep() {
    List<String> documents = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      documents.add(count("c" + i, i == 1_999 ? "a" : "c" + (i + 1)));
    }
    documents.add(A);
    assertThat(compile(documents.toArray(String[]::new)).refused()).isEqualTo(1_997);
  }

  @Test
  void aFieldThatTheInnerGroupLacksIsRefused() {
    String inner = count("inner", "a");
    CompiledRuleSet compiled =
        compile(
            A,
            inner,
            correlation(
                "outer",
                "type: value_count\nrules: [inner]\ngroup-by: [Host]\ntimespan: 1h\n"
                    + "condition: {gte: 3, field: Port}"));
    assertThat(codes(compiled))
        .containsExactly(ErrorCode.CORRELATION_FIELD, ErrorCode.CORRELATION_FIELD);
    assertThat(inForce(compiled)).containsExactly("id-inner");
    CompiledRuleSet aliased =
        compile(
            A,
            inner,
            correlation(
                "outer",
                "type: event_count\nrules: [inner]\ngroup-by: [who]\ntimespan: 1h\n"
                    + "aliases: {who: {inner: User}}\ncondition: {gte: 3}"));
    assertThat(named(aliased, "outer").definition().inputs().get(0).groupFields())
        .containsExactly("User");
  }

  @Test
  void anAliasThatLeavesOutARuleOrNamesAStrangerIsWarnedOf() {
    CompiledRuleSet compiled =
        compile(
            A,
            B,
            correlation(
                "c",
                "type: event_count\nrules: [a, b]\ngroup-by: [ip]\ntimespan: 1h\n"
                    + "aliases: {ip: {a: src_ip, bb: dst_ip}}\ncondition: {gte: 3}"));
    assertThat(codes(compiled))
        .containsExactly(ErrorCode.CORRELATION_ALIAS, ErrorCode.CORRELATION_ALIAS);
    assertThat(problems(compiled))
        .extracting(SigmaError::message)
        .containsExactly(
            "the alias 'ip' has no field for 'b', whose field of that name is taken",
            "the alias 'ip' is for 'bb', which the correlation does not look at");
    assertThat(named(compiled, "c").definition().inputs().get(1).groupFields())
        .containsExactly("ip");
  }

  @Test
  void aRuleInShadowTakesTheCorrelationWithIt() {
    CompiledRuleSet compiled =
        compile(
            Map.of("id-a", SHADOW), file("x.yml", A, B, count("c", "a", "b"), count("outer", "c")));
    assertThat(codes(compiled))
        .containsExactly(ErrorCode.CORRELATION_SHADOWED, ErrorCode.CORRELATION_SHADOWED);
    assertThat(named(compiled, "c").shadow()).isTrue();
    assertThat(named(compiled, "outer").shadow()).isTrue();
    assertThat(compiled.ruleSet().correlations().silencers()).isEmpty();
    assertThat(compiled.shadow()).isEqualTo(3);
  }

  @Test
  void aRuleOutOfForceTakesTheCorrelationWithIt() {
    CompiledRuleSet compiled =
        compile(
            Map.of("id-a", DISABLED),
            file("x.yml", A, B, count("c", "a", "b"), count("outer", "c")));
    assertThat(codes(compiled))
        .containsExactly(ErrorCode.CORRELATION_NOT_IN_FORCE, ErrorCode.CORRELATION_NOT_IN_FORCE);
    assertThat(inForce(compiled)).isEmpty();
    assertThat(compiled.disabled()).isEqualTo(3);
    assertThat(compiled.ruleSet().correlations()).isEqualTo(CorrelationSet.NONE);
    CompiledRuleSet deprecated =
        compile(A.replace("name: a", "name: a\nstatus: deprecated"), count("c", "a"));
    assertThat(codes(deprecated)).containsExactly(ErrorCode.CORRELATION_NOT_IN_FORCE);
    assertThat(deprecated.skipped()).isEqualTo(1);
    assertThat(deprecated.disabled()).isEqualTo(1);
  }

  @Test
  void aDisabledCorrelationIsCheckedAndWarnsOfNothing() {
    CompiledRuleSet compiled =
        compile(
            Map.of("id-a", DISABLED, "id-c", DISABLED, "id-d", DISABLED),
            file("x.yml", A, count("c", "a"), count("d", "lost")));
    assertThat(codes(compiled)).containsExactly(ErrorCode.CORRELATION_REFERENCE);
    assertThat(compiled.refused()).isEqualTo(1);
    assertThat(compiled.disabled()).isEqualTo(2);
  }

  @Test
  void aCorrelationSilencesWhatItLooksAtInItsFile() {
    CorrelationSet set =
        compile(Map.of(), file("x.yml", A, count("c", "a", "b")), file("y.yml", B))
            .ruleSet()
            .correlations();
    assertThat(set.silencers()).containsExactly(Map.entry("id-a", "id-c"));
    assertThat(set.isSilent("id-a")).isTrue();
    assertThat(set.isSilent("id-b")).isFalse();
    CompiledRuleSet chain = compile(A, count("c", "a"), count("outer", "c"));
    assertThat(named(chain, "c").silent()).isTrue();
    assertThat(named(chain, "outer").silent()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"shadow", "disabled", "generate", "expires", "pack"})
  void whatSilencesNothing(String why) {
    String correlation = count("c", "a");
    Treatment treatment = Treatment.ENABLED;
    switch (why) {
      case "shadow" -> treatment = SHADOW;
      case "disabled" -> treatment = DISABLED;
      case "generate" -> correlation = correlation + "  generate: true\n";
      case "expires" -> treatment = new Treatment(Mode.ENABLED, null, Instant.EPOCH);
      default -> {}
    }
    CompiledRuleSet compiled =
        why.equals("pack")
            ? compile(Map.of(), packed("p", "x.yml", A), packed("q", "x.yml", correlation))
            : compile(Map.of("id-c", treatment), file("x.yml", A, correlation));
    assertThat(problems(compiled)).isEmpty();
    assertThat(compiled.ruleSet().correlations().isSilent("id-a")).isFalse();
  }

  @Test
  void aTreatmentGivesTheLevelAndTheEnd() {
    Treatment treatment = new Treatment(Mode.ENABLED, "low", Instant.ofEpochMilli(10));
    CompiledCorrelation compiled =
        named(compile(Map.of("id-c", treatment), file("x.yml", A, count("c", "a"))), "c");
    assertThat(compiled.header().level()).isEqualTo("low");
    assertThat(compiled.inForceAt(9)).isTrue();
    assertThat(compiled.inForceAt(10)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type: event_count\nrules: [a]\ntimespan: 5m\ncondition: {lt: 1}",
        "type: event_count\nrules: [a]\ntimespan: 5m\ncondition: {gte: 5, lte: 3}",
        "type: event_count\nrules: [a]\ntimespan: 5m\ncondition: {eq: 2.5}",
        "type: event_count\nrules: [a]\ntimespan: 5m\ncondition: {gt: 100001}",
        "type: value_count\nrules: [a]\ntimespan: 5m\ncondition: {gt: 3}",
        "type: value_sum\nrules: [a]\ntimespan: 5m\ncondition: {gt: 3, field: [x, y]}",
        "type: temporal\nrules: [a, b]\ntimespan: 5m\ncondition: {gte: 3}",
        "type: temporal\nrules: [a, b]\ntimespan: 5m\ncondition: a and not a",
        "type: value_percentile\nrules: [a]\ntimespan: 5m\ncondition: {gt: 3, field: x, percentile: 101}"
      })
  void aConditionThatNothingSatisfiesOrNobodyUnderstandsIsRefused(String body) {
    assertRefused(compile(A, B, correlation("c", body)), ErrorCode.CORRELATION_CONDITION, "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "11y", "999999999y", "5", "5 m", "-5m", "1.5h"})
  void aTimespanHasItsBounds(String timespan) {
    CompiledRuleSet compiled = compile(A, count("c", "a").replace("5m", "'" + timespan + "'"));
    assertRefused(compiled, ErrorCode.CORRELATION_TIMESPAN, "'" + timespan + "'");
  }

  @Test
  void theHashIsThatOfWhatIsComputed() {
    CompiledRuleSet before = compile(A, B, count("c", "a"));
    String hash = named(before, "c").definitionHash();
    String changed =
        count("c", "ID-A")
            .replace("title: correlation c", "title: other")
            .replace("level: high", "level: low\ndescription: d\ntags: [x.y]")
            .replace("gte: 3", "gte: 3.0")
            .replace("5m", "300s");
    CompiledRuleSet after = compile(A, B, changed);
    assertThat(named(after, "c").definitionHash()).isEqualTo(hash);
    assertThat(after.ruleSet().hash()).isNotEqualTo(before.ruleSet().hash());
    Set<String> hashes = new HashSet<>(Set.of(hash));
    for (String other :
        List.of(
            count("c", "b"),
            count("c", "a", "b"),
            count("c", "b", "a"),
            count("c", "a").replace("gte", "gt"),
            count("c", "a").replace("gte: 3", "gte: 4"),
            count("c", "a").replace("5m", "6m"),
            count("c", "a").replace("[User]", "[Host]"),
            count("c", "a").replace("[User]", "[]"),
            count("c", "a") + "  aliases: {User: {a: Name}}\n",
            count("c", "a").replace("event_count", "value_count").replace("3}", "3, field: x}"),
            count("c", "a").replace("event_count", "value_sum").replace("3}", "3, field: x}"),
            count("c", "a").replace("event_count", "value_sum").replace("3}", "3, field: y}"),
            count("c", "a")
                .replace("event_count", "value_percentile")
                .replace("3}", "3, field: x, percentile: 9}"))) {
      assertThat(hashes.add(named(compile(A, B, other), "c").definitionHash())).as(other).isTrue();
    }
    assertThat(hashes.add(named(compile(A, count("d", "a")), "d").definitionHash())).isTrue();
  }

  @Test
  void aChangedStageIsAnotherDefinition() {
    String inner = count("i", "a");
    String deeper = count("d", "i");
    String hash = named(compile(A, inner, deeper), "d").definitionHash();
    String chain = count("i", "a2");
    assertThat(named(compile(A, count("a2", "a"), chain, deeper), "d").definitionHash())
        .isNotEqualTo(hash);
  }
}
