package dev.sluice.engine.pipeline;

import dev.sluice.engine.pipeline.FieldConditions.FieldSet;
import dev.sluice.engine.pipeline.Pipeline.Step;
import dev.sluice.engine.sigma.LogSourcePattern;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.NearestWord;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlLimits;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlReader;
import dev.sluice.engine.yaml.YamlResult;
import dev.sluice.engine.yaml.YamlScalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a pipeline in pySigma's form. For one file. */
final class PipelineParser {

  private static final List<String> KEYS =
      List.of("name", "priority", "vars", "transformations", "allowed_backends");
  private static final List<String> CONDITIONS =
      List.of("rule_conditions", "field_name_conditions");

  private final String file;
  private final List<SigmaError> errors = new ArrayList<>();

  PipelineParser(String file) {
    this.file = file;
  }

  PipelineResult parse(byte[] utf8) {
    YamlResult yaml = YamlReader.read(file, utf8, YamlLimits.DEFAULT);
    errors.addAll(yaml.errors());
    if (errors.isEmpty()
        && (yaml.documents().size() != 1 || !(yaml.documents().get(0) instanceof YamlMap))) {
      Position at =
          yaml.documents().isEmpty() ? Position.START : yaml.documents().get(0).position();
      errors.add(
          SigmaError.at(
              file, at, ErrorCode.PIPELINE_INVALID, "a pipeline is one document, a map", ""));
    }
    if (!errors.isEmpty()) {
      return new PipelineResult(null, errors);
    }
    Pipeline read = read(new PipelineSection(file, (YamlMap) yaml.documents().get(0), errors));
    return new PipelineResult(errors.isEmpty() ? read : null, errors);
  }

  private Pipeline read(PipelineSection section) {
    section.allowOnly(KEYS);
    Map<String, List<String>> vars = section.mapping("vars");
    List<Step> steps = new ArrayList<>();
    if (section.required("transformations") != null) {
      for (PipelineSection each : section.sections("transformations", "transformations")) {
        read(each, vars, steps);
      }
    }
    String name = section.text("name");
    return new Pipeline(name.isEmpty() ? file : name, priority(section), steps);
  }

  private static BigDecimal priority(PipelineSection section) {
    YamlNode node = section.map().get("priority");
    if (node instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.NUMBER) {
      return scalar.number();
    }
    if (node != null) {
      section.error(node.position(), "'priority' must be a number", "");
    }
    return BigDecimal.ZERO;
  }

  private void read(PipelineSection section, Map<String, List<String>> vars, List<Step> steps) {
    String type = section.text("type");
    if (!TransformationParser.KEYS.containsKey(type)) {
      section.error(
          section.positionOf("type"),
          type.isEmpty()
              ? "'type' is missing: it says which transformation is meant"
              : "the transformation '" + type + "' is not supported",
          hint(type, TransformationParser.KEYS.keySet()));
      return;
    }
    section.allowOnly(TransformationParser.allowed(type));
    for (PipelineSection each : section.sections("detection_item_conditions", "conditions")) {
      isSupported(each, "detection item condition", Set.of());
    }
    RuleConditions rules =
        new RuleConditions(
            logSources(section), section.isAny("rule_cond_op"), section.isTrue("rule_cond_not"));
    FieldConditions fields =
        new FieldConditions(
            fieldSets(section),
            section.isAny("field_name_cond_op"),
            section.isTrue("field_name_cond_not"));
    Transformation transformation = new TransformationParser(section, vars).parse(type);
    if (transformation != null) {
      steps.add(new Step(transformation, rules, fields));
    }
  }

  private static String hint(String word, Set<String> known) {
    String near = NearestWord.hint(word, known);
    return near.isEmpty() ? "expected one of " + String.join(", ", known) : near;
  }

  private static List<LogSourcePattern> logSources(PipelineSection section) {
    List<LogSourcePattern> sources = new ArrayList<>();
    for (PipelineSection condition : section.sections(CONDITIONS.get(0), "conditions")) {
      if (isSupported(condition, "rule condition", Set.of("logsource"))) {
        condition.allowOnly(List.of("type", "product", "category", "service"));
        LogSourcePattern source =
            new LogSourcePattern(
                condition.texts("product"),
                condition.texts("category"),
                condition.texts("service"));
        if (source.words().isEmpty()) {
          condition.error(
              condition.map().position(),
              "the condition states no product, category or service",
              "leave it out when every rule is meant");
        }
        sources.add(source);
      }
    }
    return sources;
  }

  private static List<FieldSet> fieldSets(PipelineSection section) {
    List<FieldSet> sets = new ArrayList<>();
    for (PipelineSection condition : section.sections(CONDITIONS.get(1), "conditions")) {
      Set<String> supported = Set.of("include_fields", "exclude_fields");
      if (isSupported(condition, "field name condition", supported)) {
        condition.allowOnly(List.of("type", "fields", "mode"));
        condition.required("fields");
        sets.add(fieldSet(condition));
      }
    }
    return sets;
  }

  private static FieldSet fieldSet(PipelineSection condition) {
    boolean included = condition.text("type").equals("include_fields");
    List<String> fields = condition.texts("fields");
    String mode = condition.text("mode");
    if (!Set.of("", "plain", "re").contains(mode)) {
      condition.error(condition.positionOf("mode"), "'mode' must be 'plain' or 're'", "");
    }
    return mode.equals("re")
        ? new FieldSet(Set.of(), condition.patterns("fields", fields), included)
        : new FieldSet(Set.copyOf(fields), List.of(), included);
  }

  private static boolean isSupported(PipelineSection condition, String what, Set<String> types) {
    String type = condition.text("type");
    if (types.contains(type)) {
      return true;
    }
    condition.error(
        condition.positionOf("type"),
        "the " + what + " '" + type + "' is not supported",
        types.isEmpty() ? "" : "expected " + String.join(" or ", types.stream().sorted().toList()));
    return false;
  }
}
