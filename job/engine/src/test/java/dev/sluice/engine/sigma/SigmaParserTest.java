package dev.sluice.engine.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlLimits;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SigmaParserTest {

  private static final String RULE =
      """
      title: T
      id: 2f6b3a3e-8a0f-4a53-9b43-0d6c0e0d4d51
      custom: kept
      logsource: {product: Windows, category: [process_creation, file_event]}
      detection:
        sel:
          Image|endswith: '\\a.exe'
        condition: sel
      """;

  private static ParseResult parse(String text) {
    return parse("pack", "dir/x.yml", text.getBytes(StandardCharsets.UTF_8));
  }

  private static ParseResult parse(String pack, String path, byte[] bytes) {
    return SigmaParser.parse(new SourceFile(pack, path, path, bytes), YamlLimits.DEFAULT);
  }

  private static List<ErrorCode> errors(String text) {
    return parse(text).problems().stream()
        .filter(SigmaError::isError)
        .map(SigmaError::code)
        .toList();
  }

  @Test
  void aRuleIsReadWithItsLogSourceAndUnknownKeys() {
    SigmaRule rule = (SigmaRule) parse(RULE).documents().get(0);
    assertThat(rule.logSource().products()).containsExactly("windows");
    assertThat(rule.logSource().categories()).containsExactly("process_creation", "file_event");
    assertThat(rule.header().document().get("custom")).isNotNull();
    assertThat(rule.header().contentHash())
        .isEqualTo(Hashes.sha256(RULE.getBytes(StandardCharsets.UTF_8)));
    assertThat(rule.header().idDerived()).isFalse();
  }

  @Test
  void aCommaSeparatedServiceMeansAnyOfThem() {
    SigmaRule rule =
        (SigmaRule)
            parse(
                    RULE.replace(
                        "{product: Windows, category: [process_creation, file_event]}",
                        "{service: \"security, System\"}"))
                .documents()
                .get(0);
    assertThat(rule.logSource().services()).containsExactly("security", "system");
  }

  @Test
  void aMissingIdIsDerivedFromPackPathAndPlace() {
    String text = RULE.replaceFirst("id: .*\n", "");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ParseResult first = parse("pack", "a.yml", bytes);
    String id = first.documents().get(0).header().id();
    assertThat(first.problems()).extracting(SigmaError::code).containsExactly(ErrorCode.ID_MISSING);
    assertThat(parse("pack", "a.yml", bytes).documents().get(0).header().id()).isEqualTo(id);
    assertThat(parse("other", "a.yml", bytes).documents().get(0).header().id()).isNotEqualTo(id);
    assertThat(parse("pack", "b.yml", bytes).documents().get(0).header().id()).isNotEqualTo(id);
  }

  @Test
  void aFreeTextCorrelationBesideADetectionIsADetectionRule() {
    assertThat(parse(RULE + "correlation: look at logons too\n").documents())
        .singleElement()
        .isInstanceOf(SigmaRule.class);
  }

  @Test
  void anUnknownModifierIsNamedWithItsColumnAndTheNearestWord() {
    assertThat(parse(RULE.replace("endswith", "endwith")).problems())
        .singleElement()
        .satisfies(
            e ->
                assertThat(e)
                    .hasToString(
                        "dir/x.yml:7:11: unknown modifier 'endwith' (did you mean 'endswith'?)"));
  }

  @Test
  void conditionProblemsPointIntoTheCondition() {
    assertThat(
            parse(RULE.replace("condition: sel", "condition: sel and not 1 of filter_*"))
                .problems())
        .singleElement()
        .satisfies(e -> assertThat(e.line() + ":" + e.column()).isEqualTo("8:31"));
    assertThat(errors(RULE.replace("condition: sel", "condition: (sel")))
        .containsExactly(ErrorCode.CONDITION_SYNTAX);
    assertThat(errors(RULE.replace("condition: sel", "condition: sel)")))
        .containsExactly(ErrorCode.CONDITION_SYNTAX);
    assertThat(errors(RULE.replace("condition: sel", "condition: sel | count() > 5")))
        .containsExactly(ErrorCode.AGGREGATION);
  }

  @Test
  void aDeepConditionIsRefusedNotOverflown() {
    String deep = "condition: " + "(".repeat(20_000) + "sel" + ")".repeat(20_000);
    assertThat(errors(RULE.replace("condition: sel", deep)))
        .containsExactly(ErrorCode.CONDITION_SYNTAX);
    String nots = "condition: " + "not ".repeat(20_000) + "sel";
    assertThat(errors(RULE.replace("condition: sel", nots)))
        .containsExactly(ErrorCode.CONDITION_SYNTAX);
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    ParseResult result = parse("p", "x.yml", new byte[] {(byte) 0xC3, (byte) 0x28});
    assertThat(result.problems())
        .extracting(SigmaError::code)
        .containsExactly(ErrorCode.YAML_SYNTAX);
  }

  @Test
  void problemsCarryTheIdAndTitleOfTheirDocument() {
    SigmaError error = parse(RULE.replace("condition: sel", "condition: other")).problems().get(0);
    assertThat(error.ruleTitle()).isEqualTo("T");
    assertThat(error.ruleId()).isEqualTo("2f6b3a3e-8a0f-4a53-9b43-0d6c0e0d4d51");
  }

  @Test
  void aCorrelationIsReadWhole() {
    SigmaCorrelation correlation =
        (SigmaCorrelation)
            parse(
                    """
                    title: many hosts
                    id: 5a7f1f0c-64d7-4c7c-8a40-0f9b6b9f3f01
                    correlation:
                      type: value_count
                      rules: [logon, other]
                      group-by: [User, ip]
                      timespan: 2M
                      aliases:
                        ip:
                          logon: IpAddress
                          other: src_ip
                      condition: {gt: 5, lte: 9.5, field: [Computer, Domain]}
                      generate: true
                    """)
                .documents()
                .get(0);
    assertThat(correlation.type()).isEqualTo(SigmaCorrelation.Type.VALUE_COUNT);
    assertThat(correlation.timespan()).isEqualTo(Duration.ofSeconds(2 * 2_629_746));
    assertThat(correlation.comparisons())
        .containsExactly(
            new Comparison(Comparison.Operator.GT, BigDecimal.valueOf(5)),
            new Comparison(Comparison.Operator.LTE, new BigDecimal("9.5")));
    assertThat(correlation.fields()).containsExactly("Computer", "Domain");
    assertThat(correlation.aliases().get("ip")).containsEntry("other", "src_ip");
    assertThat(correlation.generate()).isTrue();
  }

  @Test
  void brokenCorrelationsAreRefusedWithTheReason() {
    String head = "title: c\ncorrelation:\n  rules: [a]\n";
    assertThat(errors(head + "  type: event_cuont\n  timespan: 5m\n  condition: {gte: 1}\n"))
        .containsExactly(ErrorCode.CORRELATION_TYPE);
    assertThat(errors(head + "  type: event_count\n  timespan: 5 min\n  condition: {gte: 1}\n"))
        .containsExactly(ErrorCode.CORRELATION_TIMESPAN);
    assertThat(errors(head + "  type: event_count\n  timespan: 5m\n  condition: {gte: many}\n"))
        .contains(ErrorCode.CORRELATION_CONDITION);
    assertThat(errors(head + "  type: value_sum\n  timespan: 5m\n  condition: {gte: 1}\n"))
        .containsExactly(ErrorCode.CORRELATION_CONDITION);
    assertThat(errors(head + "  type: temporal\n  timespan: 5m\n  condition: a and b\n"))
        .containsExactly(ErrorCode.UNKNOWN_IDENTIFIER);
  }

  @Test
  void noMutationOfARuleMakesTheParserThrow() {
    long seed = 4711;
    Random random = new Random(seed);
    String alphabet = ":|*?'\"\\-[]{}()\n\t &%#,x1İ";
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder(RULE);
      for (int n = 1 + random.nextInt(6); n > 0; n--) {
        int at = random.nextInt(text.length());
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        if (random.nextBoolean()) {
          text.setCharAt(at, c);
        } else {
          text.insert(at, c);
        }
      }
      ParseResult result = parse(text.toString());
      boolean refused = result.problems().stream().anyMatch(SigmaError::isError);
      assertThat(!result.documents().isEmpty() || refused || text.toString().isBlank())
          .as("seed %d, step %d:%n%s", seed, i, text)
          .isTrue();
    }
  }
}
