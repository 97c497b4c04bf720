package dev.sluice.engine.pipeline;

import com.google.re2j.Pattern;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one transformation. */
record TransformationParser(PipelineSection section, Map<String, List<String>> vars) {

  /** The keys that a transformation has besides those that all have. */
  static final Map<String, List<String>> KEYS = keys();

  private static final List<String> OF_ALL =
      List.of(
          "id",
          "type",
          "rule_conditions",
          "rule_cond_op",
          "rule_cond_not",
          "field_name_conditions",
          "field_name_cond_op",
          "field_name_cond_not");

  private static Map<String, List<String>> keys() {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    keys.put("field_name_mapping", List.of("mapping"));
    keys.put("field_name_prefix_mapping", List.of("mapping"));
    keys.put("field_name_prefix", List.of("prefix"));
    keys.put("add_condition", List.of("conditions", "name", "template", "negated"));
    keys.put("change_logsource", List.of("category", "product", "service"));
    keys.put("drop_detection_item", List.of());
    keys.put("replace_string", List.of("regex", "replacement", "skip_special"));
    keys.put("value_placeholders", List.of("include", "exclude"));
    keys.put("wildcard_placeholders", List.of("include", "exclude"));
    return keys;
  }

  /** Every key that a transformation of {@code type} may have. */
  static List<String> allowed(String type) {
    List<String> allowed = new ArrayList<>(OF_ALL);
    allowed.addAll(KEYS.getOrDefault(type, List.of()));
    return allowed;
  }

  /** The transformation, null when it has an error. */
  @Nullable Transformation parse(String type) {
    return switch (type) {
      case "field_name_mapping" -> mapping();
      case "field_name_prefix_mapping" -> prefixMapping();
      case "field_name_prefix" -> prefix();
      case "add_condition" -> addition();
      case "change_logsource" -> logSource();
      case "drop_detection_item" -> removal();
      case "replace_string" -> replacement();
      case "value_placeholders" -> placeholders(vars::get);
      case "wildcard_placeholders" -> placeholders(name -> List.of("*"));
      default -> throw new IllegalStateException("not known: " + type);
    };
  }

  private @Nullable Transformation mapping() {
    section.required("mapping");
    Map<String, List<String>> mapping = section.mapping("mapping");
    return new FieldRenaming(field -> mapping.getOrDefault(field, List.of(field)));
  }

  private @Nullable Transformation prefixMapping() {
    section.required("mapping");
    Map<String, List<String>> mapping = section.mapping("mapping");
    return new FieldRenaming(
        field ->
            mapping.entrySet().stream()
                .filter(entry -> field.startsWith(entry.getKey()))
                .findFirst()
                .map(entry -> renamed(field, entry.getKey(), entry.getValue()))
                .orElse(List.of(field)));
  }

  private static List<String> renamed(String field, String prefix, List<String> others) {
    String rest = field.substring(prefix.length());
    return others.stream().map(other -> other + rest).toList();
  }

  private @Nullable Transformation prefix() {
    section.required("prefix");
    String prefix = section.text("prefix");
    return new FieldRenaming(field -> List.of(prefix + field));
  }

  private @Nullable Transformation addition() {
    YamlNode conditions = section.required("conditions");
    if (!(conditions instanceof YamlMap map) || map.entries().isEmpty()) {
      if (conditions != null) {
        section.error(
            conditions.position(), "'conditions' must be a map from fields to values", "");
      }
      return null;
    }
    return new ConditionAddition(
        map, section.text("name"), section.isTrue("negated"), section.isTrue("template"));
  }

  private @Nullable Transformation logSource() {
    YamlMap stated =
        new YamlMap(
            section.map().entries().stream()
                .filter(
                    entry -> KEYS.getOrDefault("change_logsource", List.of()).contains(entry.key()))
                .toList(),
            section.map().position());
    stated.keys().forEach(section::text);
    if (stated.entries().isEmpty()) {
      section.error(
          section.map().position(), "the log source states no product, category or service", "");
      return null;
    }
    return new LogSourceChange(stated);
  }

  private @Nullable Transformation removal() {
    if (section.sections("field_name_conditions", "conditions").isEmpty()) {
      section.error(
          section.map().position(),
          "'drop_detection_item' without a field name condition would drop every item",
          "add 'field_name_conditions'");
      return null;
    }
    return new ItemRemoval();
  }

  private @Nullable Transformation replacement() {
    if (section.required("regex") == null || section.required("replacement") == null) {
      return null;
    }
    List<Pattern> patterns = section.patterns("regex", List.of(section.text("regex")));
    if (patterns.isEmpty()) {
      return null;
    }
    Pattern pattern = patterns.get(0);
    String replacement = section.text("replacement");
    String problem = TextReplacement.problem(pattern, replacement);
    if (problem != null) {
      section.error(section.positionOf("replacement"), problem, "");
    }
    return new TextReplacement(pattern, replacement, section.isTrue("skip_special"));
  }

  private Transformation placeholders(Function<String, @Nullable List<String>> values) {
    Set<String> include = new HashSet<>(section.texts("include"));
    Set<String> exclude = new HashSet<>(section.texts("exclude"));
    return new PlaceholderReplacement(
        name -> {
          List<String> found =
              PlaceholderReplacement.isMeant(name, include, exclude) ? values.apply(name) : null;
          return found == null || found.isEmpty() ? null : found;
        });
  }
}
