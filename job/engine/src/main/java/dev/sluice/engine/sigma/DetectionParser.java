package dev.sluice.engine.sigma;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.NearestWord;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the search identifiers and conditions of a {@code detection} or {@code filter} map. */
final class DetectionParser {

  private final Problems problems;

  DetectionParser(Problems problems) {
    this.problems = problems;
  }

  /** The search identifiers of {@code map}; {@code reserved} keys are none. */
  Map<String, Detection> identifiers(YamlMap map, List<String> reserved) {
    Map<String, Detection> identifiers = new LinkedHashMap<>();
    for (YamlEntry entry : map.entries()) {
      if (!reserved.contains(entry.key())) {
        identifiers.put(entry.key(), body(entry));
      }
    }
    return identifiers;
  }

  /**
   * The condition under {@code condition}: one, or a list that means any of them. Null when it has
   * a problem.
   */
  @Nullable Condition condition(YamlMap map, Map<String, Detection> identifiers) {
    YamlNode node = map.get("condition");
    if (node == null || (node instanceof YamlScalar scalar && scalar.text().isBlank())) {
      problems.add(
          map.position(),
          ErrorCode.MISSING_CONDITION,
          "'condition' is missing: without it nothing says when to alert",
          "add for example 'condition: "
              + identifiers.keySet().stream().findFirst().orElse("selection")
              + "'");
      return null;
    }
    List<YamlNode> nodes = node instanceof YamlList list ? list.items() : List.of(node);
    List<Condition> conditions = new ArrayList<>();
    for (YamlNode item : nodes) {
      if (!(item instanceof YamlScalar scalar)) {
        problems.add(
            item.position(),
            ErrorCode.WRONG_TYPE,
            "'condition' must be a text, found " + item.kindName());
        return null;
      }
      Condition condition = ConditionParser.parse(scalar, identifiers.keySet(), problems);
      if (condition == null) {
        return null;
      }
      conditions.add(condition);
    }
    return conditions.size() == 1 ? conditions.get(0) : new Condition.Or(conditions);
  }

  private Detection body(YamlEntry entry) {
    YamlNode value = entry.value();
    if (value instanceof YamlScalar scalar && scalar.isNull()) {
      problems.add(
          entry.keyPosition(),
          ErrorCode.NULL_IDENTIFIER,
          "the search identifier '" + entry.key() + "' is empty",
          "give it a map or a list, or remove it");
      return new Detection.AnyOf(List.of(), entry.keyPosition());
    }
    return detection(value);
  }

  private Detection detection(YamlNode node) {
    if (node instanceof YamlMap map) {
      List<Detection> parts = map.entries().stream().map(this::item).toList();
      return parts.size() == 1 ? parts.get(0) : new Detection.AllOf(parts, map.position());
    }
    if (node instanceof YamlList list) {
      boolean keywords =
          !list.items().isEmpty() && list.items().stream().allMatch(YamlScalar.class::isInstance);
      return keywords
          ? new Detection.Item(null, List.of(), scalars(list), list.position())
          : new Detection.AnyOf(
              list.items().stream().map(this::detection).toList(), list.position());
    }
    YamlScalar scalar = (YamlScalar) node;
    if (scalar.isNull()) {
      problems.add(
          scalar.position(), ErrorCode.NULL_IN_LIST, "a list of keywords cannot hold null");
    }
    return new Detection.Item(null, List.of(), List.of(scalar), scalar.position());
  }

  private Detection item(YamlEntry entry) {
    int bar = entry.key().indexOf('|');
    String field = bar < 0 ? entry.key() : entry.key().substring(0, bar);
    List<Modifier> modifiers = bar < 0 ? List.of() : modifiers(entry, bar);
    return new Detection.Item(
        field.isEmpty() ? null : field, modifiers, values(entry.value()), entry.keyPosition());
  }

  private List<Modifier> modifiers(YamlEntry entry, int bar) {
    List<Modifier> modifiers = new ArrayList<>();
    int from = bar + 1;
    for (String name : entry.key().substring(from).split("\\|", -1)) {
      Position at = new Position(entry.keyPosition().line(), entry.keyPosition().column() + from);
      from += name.length() + 1;
      Modifier modifier = Modifier.named(name);
      if (modifier == null) {
        problems.add(
            at,
            ErrorCode.UNKNOWN_MODIFIER,
            "unknown modifier '" + name + "'",
            NearestWord.hint(name, Modifier.names()));
      } else if (modifiers.contains(modifier)) {
        problems.add(at, ErrorCode.REPEATED_MODIFIER, "the modifier '" + name + "' is repeated");
      } else {
        modifiers.add(modifier);
      }
    }
    return modifiers;
  }

  private List<YamlScalar> values(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      return List.of(scalar);
    }
    if (node instanceof YamlList list) {
      return scalars(list);
    }
    problems.add(
        node.position(),
        ErrorCode.WRONG_TYPE,
        "a field has a value or a list of values, found " + node.kindName(),
        "a nested field is written with dots: 'outer.inner'");
    return List.of();
  }

  private List<YamlScalar> scalars(YamlList list) {
    List<YamlScalar> scalars = new ArrayList<>();
    for (YamlNode item : list.items()) {
      if (!(item instanceof YamlScalar scalar)) {
        problems.add(
            item.position(),
            ErrorCode.WRONG_TYPE,
            "a list of values holds scalars, found " + item.kindName());
      } else if (scalar.isNull()) {
        problems.add(
            item.position(),
            ErrorCode.NULL_IN_LIST,
            "a list of values cannot hold null",
            "write a second search identifier with 'field: null'");
      } else {
        scalars.add(scalar);
      }
    }
    return scalars;
  }
}
