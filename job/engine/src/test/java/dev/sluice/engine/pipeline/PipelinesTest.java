package dev.sluice.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.sigma.DocumentRewriting;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlLimits;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlReader;
import dev.sluice.engine.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PipelinesTest {

  private static final String WINDOWS = "{product: windows, category: process_creation}";

  private static PipelineResult parse(String text) {
    return Pipeline.parse("p.yml", text.getBytes(StandardCharsets.UTF_8));
  }

  private static Pipelines pipelines(String... texts) {
    List<Pipeline> pipelines = new ArrayList<>();
    for (String text : texts) {
      PipelineResult result = parse(text);
      assertThat(result.errors()).isEmpty();
      pipelines.add(result.pipeline());
    }
    return new Pipelines(pipelines);
  }

  private static Pipelines of(String transformation) {
    return pipelines("transformations:\n- " + transformation.replace("\n", "\n  "));
  }

  private static YamlMap map(String yaml) {
    return (YamlMap) YamlReader.read("r.yml", yaml, YamlLimits.DEFAULT).documents().get(0);
  }

  private static DocumentRewriting.Result rewrite(Pipelines pipelines, String document) {
    return pipelines.rewrite("r.yml", map(document));
  }

  private static String rule(String logSource, String detection) {
    return "title: t\nlogsource: " + logSource + "\ndetection: {" + detection + "}";
  }

  /** Transformation, then detection before and after it. */
  static Stream<Arguments> transformations() {
    return Stream.of(
        Arguments.of(
            "{type: field_name_mapping, mapping: {Image: process.executable}}",
            "s: {Image|endswith: a, User: b}, condition: s",
            "s: {process.executable|endswith: a, User: b}, condition: s"),
        Arguments.of(
            "{type: field_name_mapping, mapping: {Image: [a, b]}}",
            "s: {Image|endswith: x, User: u}, k: [{Image: 1}, word], condition: s or k",
            "s: [{a|endswith: x, User: u}, {b|endswith: x, User: u}], k: [{a: 1}, {b: 1}, word], condition: s or k"),
        Arguments.of(
            "{type: field_name_mapping, mapping: {Image: e, NewProcessName: e}}",
            "s: {Image|contains: x, NewProcessName|contains: y}, t: {Image: x, NewProcessName|endswith: y}, condition: s",
            "s: {e|contains|all: [x, y]}, t: {e: x, e|endswith: y}, condition: s"),
        Arguments.of(
            "{type: field_name_mapping, mapping: {A: x, B: y}}",
            "s: {A|fieldref: B, '|all': [k]}, condition: s",
            "s: {x|fieldref: y, '|all': [k]}, condition: s"),
        Arguments.of(
            "{type: field_name_prefix_mapping, mapping: {win.: windows., proc.: [p1., p2.]}}",
            "s: {win.a: 1, winb: 2}, t: {proc.x: 3}, condition: s",
            "s: {windows.a: 1, winb: 2}, t: [{p1.x: 3}, {p2.x: 3}], condition: s"),
        Arguments.of(
            "{type: field_name_prefix, prefix: data.}",
            "s: {A|re: x}, k: [word], condition: s",
            "s: {data.A|re: x}, k: [word], condition: s"),
        Arguments.of(
            "{type: field_name_prefix, prefix: d., field_name_conditions: [{type: exclude_fields, fields: [A]}]}",
            "s: {A: 1, B: 2}, condition: s",
            "s: {A: 1, d.B: 2}, condition: s"),
        Arguments.of(
            "{type: field_name_prefix, prefix: d., field_name_cond_not: true, field_name_conditions: [{type: include_fields, fields: ['\\w+\\.'], mode: re}]}",
            "s: {A: 1, b.C: 2}, k: [word], condition: s",
            "s: {d.A: 1, b.C: 2}, k: [word], condition: s"),
        Arguments.of(
            "{type: add_condition, conditions: {EventID: [1, 2], C|contains: x}}",
            "s: {A: 1}, condition: s or s",
            "_cond_1: {EventID: [1, 2], C|contains: x}, s: {A: 1}, condition: _cond_1 and (s or s)"),
        Arguments.of(
            "{type: add_condition, negated: true, name: left_out, conditions: {U: x}}",
            "s: {A: 1}, condition: [s, not s]",
            "left_out: {U: x}, s: {A: 1}, condition: [not left_out and (s), not left_out and (not s)]"),
        Arguments.of(
            "{type: add_condition, template: true, conditions: {index: '$product-${category}-$service', n: 1}}",
            "s: {A: 1}, condition: s",
            "_cond_1: {index: windows-process_creation-, n: 1}, s: {A: 1}, condition: _cond_1 and (s)"),
        Arguments.of(
            "{type: drop_detection_item, field_name_conditions: [{type: include_fields, fields: [A, B]}]}",
            "s: {A: 1, C: 2}, t: [{A: 1}, {C: 3, B|re: x}], condition: s",
            "s: {C: 2}, t: [{C: 3}], condition: s"),
        Arguments.of(
            "{type: replace_string, regex: '^C:(.)', replacement: '%drive%\\1'}",
            "s: {A|startswith: ['C:\\x', 'D:\\x', 5], R|re: 'C:x'}, k: ['C:z'], condition: s",
            "s: {A|startswith: ['%drive%\\x', 'D:\\x', 5], R|re: 'C:x'}, k: ['%drive%z'], condition: s"),
        Arguments.of(
            "{type: replace_string, regex: '(?P<a>.+)', replacement: '<\\g<a>>', skip_special: true}",
            "s: {A: 'x*y?\\*z'}, condition: s",
            "s: {A: '<x>*<y>?<\\*z>'}, condition: s"));
  }

  @ParameterizedTest
  @MethodSource("transformations")
  void eachTransformationDoesWhatPySigmasDoes(String transformation, String before, String after) {
    DocumentRewriting.Result result = rewrite(of(transformation), rule(WINDOWS, before));
    assertThat(result.problems()).isEmpty();
    assertThat(YamlWriter.write(List.of(result.document())))
        .isEqualTo(YamlWriter.write(List.of(map(rule(WINDOWS, after)))));
  }

  /** Transformation with vars a = [1, 2*], b = [3], then item before and after it. */
  static Stream<Arguments> placeholders() {
    String values = "{type: value_placeholders}";
    return Stream.of(
        Arguments.of(values, "F|expand: '%a%'", "F: ['1', '2*']"),
        Arguments.of(values, "F|expand|contains: 'x%b%y'", "F|contains: x3y"),
        Arguments.of(values, "F|expand: '%a%-%a%'", "F: [1-1, 1-2*, 2*-1, 2*-2*]"),
        Arguments.of(values, "F|expand: ['%b%', '%other%']", "F|expand: ['3', '%other%']"),
        Arguments.of(values, "F|expand: '%b%\\%'", "F: '3%'"),
        Arguments.of(values, "F: '%a%'", "F: '%a%'"),
        Arguments.of(values, "F|re|expand: '%a%'", "F|re|expand: '%a%'"),
        Arguments.of(values, "F|expand: 5", "F: 5"),
        Arguments.of(
            "{type: value_placeholders, include: [b]}", "F|expand: '%a%%b%'", "F|expand: '%a%3'"),
        Arguments.of(
            "{type: value_placeholders, exclude: [b]}", "F|expand: '%b%'", "F|expand: '%b%'"),
        Arguments.of("{type: wildcard_placeholders}", "F|expand: 'x%b%y%c%'", "F: 'x*y*'"));
  }

  @ParameterizedTest
  @MethodSource("placeholders")
  void placeholdersAreReplacedAndTheModifierGoesWithTheLast(
      String transformation, String before, String after) {
    Pipelines pipelines =
        pipelines("vars: {a: ['1', '2*'], b: '3'}\ntransformations: [" + transformation + "]");
    DocumentRewriting.Result result =
        rewrite(pipelines, rule(WINDOWS, "s: {" + before + "}, condition: s"));
    assertThat(YamlWriter.write(List.of(result.document())))
        .isEqualTo(
            YamlWriter.write(List.of(map(rule(WINDOWS, "s: {" + after + "}, condition: s")))));
  }

  @Test
  void theLogSourceDecidesAndChangesForWhatFollows() {
    Pipelines pipelines =
        pipelines(
            """
            transformations:
            - type: add_condition
              conditions: {EventID: 1}
              rule_conditions: [{type: logsource, category: process_creation, product: windows}]
            - type: change_logsource
              product: windows
              service: sysmon
              rule_conditions: [{type: logsource, category: process_creation}]
            - type: field_name_prefix
              prefix: never.
              rule_conditions: [{type: logsource, category: process_creation}]
            - type: field_name_prefix
              prefix: s.
              rule_conditions: [{type: logsource, service: sysmon}]
            """);
    DocumentRewriting.Result result = rewrite(pipelines, rule(WINDOWS, "x: {A: 1}, condition: x"));
    assertThat(YamlWriter.write(List.of(result.document())))
        .isEqualTo(
            YamlWriter.write(
                List.of(
                    map(
                        rule(
                            "{product: windows, service: sysmon}",
                            "_cond_1: {s.EventID: 1}, x: {s.A: 1}, condition: _cond_1 and (x)")))));
    String other = rule("{product: linux, service: auditd}", "x: {A: 1}, condition: x");
    assertThat(rewrite(pipelines, other).document()).isEqualTo(map(other));
  }

  @ParameterizedTest
  @MethodSource("conditionWords")
  void conditionsAreJoinedAsTheySay(String words, boolean meant) {
    Pipelines pipelines =
        of(
            "{type: field_name_prefix, prefix: p., rule_conditions: [{type: logsource, product: windows}, "
                + "{type: logsource, service: x}]"
                + words
                + "}");
    String detection = "s: {A: 1}, condition: s";
    String before = rule(WINDOWS, detection);
    assertThat(!rewrite(pipelines, before).document().equals(map(before))).isEqualTo(meant);
  }

  static Stream<Arguments> conditionWords() {
    return Stream.of(
        Arguments.of("", false),
        Arguments.of(", rule_cond_op: and", false),
        Arguments.of(", rule_cond_op: or", true),
        Arguments.of(", rule_cond_not: true", true),
        Arguments.of(", rule_cond_op: or, rule_cond_not: true", false));
  }

  @Test
  void theLowerPriorityComesFirst() {
    Pipelines pipelines =
        pipelines(
            "priority: 20\ntransformations: [{type: field_name_prefix, prefix: late.}]",
            "priority: 10\ntransformations: [{type: field_name_prefix, prefix: early.}]");
    assertThat(YamlWriter.write(List.of(rewrite(pipelines, rule(WINDOWS, "s: {A: 1}")).document())))
        .contains("late.early.A");
  }

  @Test
  void aFilterIsRewrittenAsTheRulesThatItIsForButGetsNoCondition() {
    Pipelines pipelines =
        pipelines(
            """
            transformations:
            - {type: field_name_mapping, mapping: {User: user.name}}
            - {type: add_condition, conditions: {EventID: 1}}
            """);
    String filter =
        "title: f\nlogsource: {product: windows}\nfilter: {rules: any, s: {User: x}, condition: not s}";
    assertThat(YamlWriter.write(List.of(rewrite(pipelines, filter).document())))
        .isEqualTo(YamlWriter.write(List.of(map(filter.replace("User", "user.name")))));
  }

  @Test
  void theFieldsOfACorrelationAreRenamedAndItsAliasesKept() {
    Pipelines pipelines =
        pipelines(
            """
            transformations:
            - {type: field_name_mapping, mapping: {User: user.name, Ip: source.ip, who: never}}
            - {type: field_name_prefix, prefix: never., rule_conditions: [{type: logsource, product: x}]}
            """);
    String before =
        """
        title: c
        correlation:
          type: value_count
          rules: [User]
          group-by: [User, who]
          aliases: {who: {a: User, b: Ip}}
          condition: {gte: 3, field: Ip}
        """;
    String after =
        before
            .replace("group-by: [User", "group-by: [user.name")
            .replace("a: User, b: Ip", "a: user.name, b: source.ip")
            .replace("field: Ip", "field: source.ip");
    assertThat(YamlWriter.write(List.of(rewrite(pipelines, before).document())))
        .isEqualTo(YamlWriter.write(List.of(map(after))));
  }

  /** What cannot be done to a rule, and what is said of it. */
  static Stream<Arguments> problems() {
    return Stream.of(
        Arguments.of(
            "{type: drop_detection_item, field_name_conditions: [{type: include_fields, fields: [A]}]}",
            "s: {A: 1}, condition: s",
            "r.yml:3:13: the pipeline leaves nothing of 's'"),
        Arguments.of(
            "{type: field_name_mapping, mapping: {A: x, B: x}}",
            "s: {A: [1, 2], B: [3, 4]}, condition: s",
            "r.yml:3:28: the pipeline gives two items of one map the name 'x'"),
        Arguments.of(
            "{type: add_condition, name: s, conditions: {A: 1}}",
            "s: {A: 1}, condition: s",
            "r.yml:3:12: the pipeline adds 's', which the rule has already"),
        Arguments.of(
            "{type: field_name_mapping, mapping: {A: [x, y]}}",
            "s: {B|fieldref: A}, condition: s",
            "r.yml:3:29: the pipeline has 2 names for 'A', and one is needed here"));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void aRuleThatThePipelineCannotBeAppliedToIsRefused(
      String transformation, String detection, String problem) {
    List<SigmaError> problems = rewrite(of(transformation), rule(WINDOWS, detection)).problems();
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).code()).isEqualTo(ErrorCode.PIPELINE_INVALID);
    assertThat(problems.get(0).toString()).startsWith(problem);
  }

  @Test
  void tooManyAlternativesAreRefused() {
    Pipelines pipelines =
        of(
            "{type: field_name_mapping, mapping: {A: [a1, a2, a3, a4, a5, a6, a7, a8, a9], B: [b1, b2, b3, b4, b5, b6, b7, b8]}}");
    assertThat(rewrite(pipelines, rule(WINDOWS, "s: {A: 1, B: 2}, condition: s")).problems())
        .singleElement()
        .asString()
        .contains("more than 64 alternatives");
  }

  /** What is not supported is refused by its name and place. */
  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(
            "transformations:\n- type: nest\n  items: []",
            "p.yml:2:9: the transformation 'nest' is not supported"),
        Arguments.of(
            "transformations:\n- type: field_name_maping",
            "p.yml:2:9: the transformation 'field_name_maping' is not supported (did you mean 'field_name_mapping'?)"),
        Arguments.of("transformations:\n- mapping: {}", "p.yml:2:3: 'type' is missing"),
        Arguments.of(
            "transformations:\n- type: set_state\n  key: a",
            "p.yml:2:9: the transformation 'set_state' is not supported"),
        Arguments.of(
            "transformations: []\npostprocessing: []",
            "p.yml:2:1: 'postprocessing' is not supported here"),
        Arguments.of(
            "transformations: []\nfinalizers: []", "p.yml:2:1: 'finalizers' is not supported here"),
        Arguments.of("name: x", "p.yml:1:1: 'transformations' is missing"),
        Arguments.of(
            "transformations:\n- type: field_name_prefix\n  prefix: x\n  rule_conditions:\n  - type: contains_detection_item",
            "p.yml:5:11: the rule condition 'contains_detection_item' is not supported"),
        Arguments.of(
            "transformations:\n- type: field_name_prefix\n  prefix: x\n  rule_cond_expression: a or b",
            "p.yml:4:3: 'rule_cond_expression' is not supported here"),
        Arguments.of(
            "transformations:\n- type: field_name_prefix\n  prefix: x\n  detection_item_conditions: []",
            "p.yml:4:3: 'detection_item_conditions' is not supported here"),
        Arguments.of(
            "transformations:\n- type: field_name_prefix\n  prefix: x\n  field_name_conditions:\n  - type: processing_state",
            "p.yml:5:11: the field name condition 'processing_state' is not supported"),
        Arguments.of(
            "transformations:\n- type: field_name_prefix\n  prefix: x\n  field_name_conditions:\n  - {type: include_fields, fields: ['('], mode: re}",
            "p.yml:5:36: the regular expression cannot be used"),
        Arguments.of(
            "transformations:\n- type: field_name_prefix\n  prefix: x\n  field_name_conditions:\n  - {type: include_fields, fields: [x], mode: glob}",
            "p.yml:5:47: 'mode' must be 'plain' or 're'"),
        Arguments.of(
            "transformations:\n- type: drop_detection_item",
            "p.yml:2:3: 'drop_detection_item' without a field name condition would drop every item"),
        Arguments.of(
            "transformations:\n- {type: replace_string, regex: 'a(?=b)', replacement: x}",
            "p.yml:2:33: the regular expression cannot be used"),
        Arguments.of(
            "transformations:\n- {type: replace_string, regex: 'a', replacement: '\\1'}",
            "p.yml:2:51: the regular expression has no group '1'"),
        Arguments.of(
            "transformations:\n- {type: add_condition, conditions: x}",
            "p.yml:2:37: 'conditions' must be a map"),
        Arguments.of(
            "transformations:\n- {type: change_logsource}",
            "p.yml:2:3: the log source states no product, category or service"),
        Arguments.of("transformations: {}", "p.yml:1:18: 'transformations' must be a list"),
        Arguments.of("priority: x\ntransformations: []", "p.yml:1:11: 'priority' must be a number"),
        Arguments.of("[]", "p.yml:1:1: a pipeline is one document, a map"),
        Arguments.of("a: [", "p.yml:1:5: not YAML"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatIsNotSupportedIsRefusedByNameAndPlace(String text, String error) {
    PipelineResult result = parse(text);
    assertThat(result.pipeline()).isNull();
    assertThat(result.errors()).isNotEmpty();
    assertThat(result.errors().get(0).toString()).startsWith(error);
  }
}
