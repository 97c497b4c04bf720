package dev.sluice.engine.correlate;

import static dev.sluice.engine.correlate.Correlating.compile;
import static dev.sluice.engine.correlate.Correlating.correlation;
import static dev.sluice.engine.correlate.Correlating.file;
import static dev.sluice.engine.correlate.Correlating.named;
import static dev.sluice.engine.correlate.Correlating.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.match.CompiledRuleSet;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationSetTest {
  private static final Treatment TREATMENT =
      new Treatment(Treatment.Mode.SHADOW, "low", Instant.parse("2030-01-02T03:04:05.000000006Z"));

  private static CompiledRuleSet everything() {
    return compile(
        Map.of("id-ordered", TREATMENT),
        file(
            "all.yml",
            rule("a"),
            rule("b"),
            correlation(
                "sum",
                """
                type: value_sum
                rules: [a, b]
                group-by: [ip, "\\"İ\\u2028"]
                timespan: 1M
                aliases: {ip: {a: src, b: dst}}
                condition: {gte: 1.50, field: Bytes, lt: 12345678901234567890.5}
                """),
            correlation(
                    "ordered",
                    "type: temporal_ordered\nrules: [a, b]\ntimespan: 1h\ncondition: a or not b\n")
                .replace("level: high", "level: high\ndescription: 'd \"ς'\ntags: [x.y, z]"),
            correlation(
                "outer",
                """
                type: value_percentile
                rules: [sum]
                group-by: [ip]
                timespan: 1d
                condition: {gte: 3, field: ip, percentile: 99.9}
                """)));
  }

  @Test
  void whatWasWrittenIsReadBackWhole() {
    CompiledRuleSet compiled = everything();
    CorrelationSet set = compiled.ruleSet().correlations();
    assertThat(set.all()).as("%s", compiled.problems()).hasSize(3);
    CorrelationSet read = CorrelationSet.fromJson(set.toJson());
    assertThat(read).isEqualTo(set).hasSameHashCodeAs(set);
    assertThat(read.all()).isEqualTo(set.all());
    assertThat(read.silencers()).isEqualTo(set.silencers()).hasSize(3);
    assertThat(read.toJson()).isEqualTo(set.toJson());
    assertThat(new String(set.toJson(), StandardCharsets.UTF_8)).doesNotContain("\n");
    assertThat(named(compiled, "ordered").treatment()).isEqualTo(TREATMENT);
  }

  @Test
  void aSetWithoutCorrelationsIsReadBack() {
    assertThat(CorrelationSet.fromJson(CorrelationSet.NONE.toJson()))
        .isEqualTo(CorrelationSet.NONE);
  }

  @Test
  void equalSourcesGiveEqualBytes() {
    assertThat(everything().ruleSet().correlations().toJson())
        .isEqualTo(everything().ruleSet().correlations().toJson());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{}", "{\"version\":2}", "{\"version\":1}", "{\"version\":1,\"corr"})
  void whatIsNoSetOfThisVersionIsToldSo(String json) {
    assertThatThrownBy(() -> CorrelationSet.fromJson(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void usesAreFoundByTheExactId() {
    CorrelationSet set = everything().ruleSet().correlations();
    assertThat(set.uses("id-b"))
        .extracting(use -> use.correlation().id() + " " + use.input())
        .containsExactly("id-sum 1", "id-ordered 1");
    assertThat(set.uses("id-sum"))
        .extracting(use -> use.correlation().id() + " " + use.input())
        .containsExactly("id-outer 0");
    assertThat(set.uses("ID-B")).isEmpty();
    assertThat(set.uses("id-outer")).isEmpty();
  }

  @Test
  void aDefinitionIsFoundByItsHash() {
    CompiledRuleSet compiled = everything();
    CompiledCorrelation sum = named(compiled, "sum");
    assertThat(compiled.ruleSet().correlations().byHash(sum.definitionHash())).isEqualTo(sum);
    assertThat(compiled.ruleSet().correlations().byHash("")).isNull();
  }
}
