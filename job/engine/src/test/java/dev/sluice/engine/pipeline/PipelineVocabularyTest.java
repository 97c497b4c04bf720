package dev.sluice.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.yaml.SigmaError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every type of transformation and condition that pySigma documents is supported, or refused by its
 * name and place.
 */
class PipelineVocabularyTest {

  /** What is supported, with what it needs. */
  private static final Map<String, String> TRANSFORMATIONS =
      Map.of(
          "field_name_mapping", "mapping: {A: b}",
          "field_name_prefix_mapping", "mapping: {A: b}",
          "field_name_prefix", "prefix: a",
          "drop_detection_item", "field_name_conditions: [{type: include_fields, fields: [A]}]",
          "wildcard_placeholders", "include: [a]",
          "value_placeholders", "include: [a]",
          "add_condition", "conditions: {A: b}",
          "change_logsource", "product: windows",
          "replace_string", "regex: a\n  replacement: b");

  private static final List<String> REFUSED =
      List.of(
          "field_name_transform",
          "hashes_fields",
          "field_name_suffix",
          "query_expression_placeholders",
          "add_field",
          "remove_field",
          "set_field",
          "map_string",
          "set_state",
          "regex",
          "set_value",
          "convert_type",
          "rule_failure",
          "detection_item_failure",
          "strict_field_mapping_failure",
          "set_custom_attribute",
          "nest",
          "case");

  private static List<SigmaError> errors(String text) {
    return Pipeline.parse("p.yml", text.getBytes(StandardCharsets.UTF_8)).errors();
  }

  static Stream<Arguments> supported() {
    return TRANSFORMATIONS.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest
  @MethodSource("supported")
  void aTransformationIsSupported(String type, String needs) {
    assertThat(errors("transformations:\n- type: " + type + "\n  " + needs)).isEmpty();
  }

  static List<String> refused() {
    return REFUSED;
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aTransformationIsRefusedByNameAndPlace(String type) {
    assertThat(errors("transformations:\n- type: " + type))
        .singleElement()
        .asString()
        .startsWith("p.yml:2:9: the transformation '" + type + "' is not supported");
  }

  static Stream<Arguments> conditions() {
    List<Arguments> conditions = new ArrayList<>();
    for (String type :
        List.of(
            "contains_detection_item",
            "contains_field",
            "processing_item_applied",
            "processing_state",
            "is_sigma_rule",
            "is_sigma_correlation_rule",
            "rule_attribute",
            "tag")) {
      conditions.add(Arguments.of("rule_conditions", "rule condition", type));
    }
    for (String type :
        List.of(
            "match_string",
            "match_value",
            "contains_wildcard",
            "is_null",
            "processing_item_applied",
            "processing_state")) {
      conditions.add(Arguments.of("detection_item_conditions", "detection item condition", type));
    }
    for (String type : List.of("processing_item_applied", "processing_state")) {
      conditions.add(Arguments.of("field_name_conditions", "field name condition", type));
    }
    return conditions.stream();
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void aConditionIsRefusedByNameAndPlace(String key, String what, String type) {
    assertThat(
            errors(
                "transformations:\n- type: field_name_prefix\n  prefix: x\n  "
                    + key
                    + ":\n  - type: "
                    + type))
        .map(SigmaError::toString)
        .anyMatch(
            error ->
                error.startsWith("p.yml:5:11: the " + what + " '" + type + "' is not supported"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rule_conditions:\n  - {type: logsource, product: windows}",
        "field_name_conditions:\n  - {type: include_fields, fields: [A]}",
        "field_name_conditions:\n  - {type: exclude_fields, fields: [A]}"
      })
  void aConditionIsSupported(String condition) {
    assertThat(errors("transformations:\n- type: field_name_prefix\n  prefix: x\n  " + condition))
        .isEmpty();
  }

  /** Words of conditions and pipelines beside their types. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "rule_cond_expr",
        "detection_item_cond_op",
        "detection_item_cond_not",
        "detection_item_cond_expr",
        "field_name_cond_expr"
      })
  void aWordThatIsNotSupportedIsRefused(String key) {
    assertThat(errors("transformations:\n- type: field_name_prefix\n  prefix: x\n  " + key + ": a"))
        .map(SigmaError::toString)
        .anyMatch(error -> error.startsWith("p.yml:4:3: '" + key + "' is not supported here"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"postprocessing", "finalizers"})
  void whatChangesQueriesIsRefused(String key) {
    assertThat(errors("transformations: []\n" + key + ":\n- type: embed"))
        .map(SigmaError::toString)
        .anyMatch(error -> error.startsWith("p.yml:2:1: '" + key + "' is not supported here"));
  }
}
