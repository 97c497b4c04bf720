package dev.sluice.engine.sigma;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Typed look-ups in a map of a document; what has the wrong type becomes a problem. */
final class YamlFields {

  private final YamlMap map;
  private final Problems problems;

  YamlFields(YamlMap map, Problems problems) {
    this.map = map;
    this.problems = problems;
  }

  YamlMap map() {
    return map;
  }

  /** The map under {@code key}; null when absent or of another type. */
  @Nullable YamlMap map(String key) {
    YamlNode node = map.get(key);
    if (node instanceof YamlMap found) {
      return found;
    }
    if (node != null) {
      wrongType(key, node, "a map");
    }
    return null;
  }

  /** The scalar under {@code key}; null when absent, empty or of another type. */
  @Nullable YamlScalar scalar(String key) {
    YamlNode node = map.get(key);
    if (node instanceof YamlScalar found) {
      return found.isNull() ? null : found;
    }
    if (node != null) {
      wrongType(key, node, "a text");
    }
    return null;
  }

  /**
   * The text under {@code key}, or empty; of metadata, where another type is no reason to refuse a
   * rule.
   */
  String text(String key) {
    return map.get(key) instanceof YamlScalar scalar && !scalar.isNull() ? scalar.text() : "";
  }

  /** The texts under {@code key}, a list or a single one; of metadata, other types are left out. */
  List<String> texts(String key) {
    YamlNode node = map.get(key);
    List<YamlNode> items =
        node instanceof YamlList list ? list.items() : node == null ? List.of() : List.of(node);
    return items.stream()
        .filter(item -> item instanceof YamlScalar scalar && !scalar.isNull())
        .map(item -> ((YamlScalar) item).text())
        .toList();
  }

  /** The scalars under {@code key}, a list or a single one; other types are problems. */
  List<YamlScalar> scalars(String key) {
    YamlNode node = map.get(key);
    if (node == null) {
      return List.of();
    }
    List<YamlNode> items = node instanceof YamlList list ? list.items() : List.of(node);
    List<YamlScalar> scalars = new ArrayList<>();
    for (YamlNode item : items) {
      if (item instanceof YamlScalar scalar) {
        if (!scalar.isNull()) {
          scalars.add(scalar);
        }
      } else {
        problems.add(
            item.position(),
            ErrorCode.WRONG_TYPE,
            "'" + key + "' holds texts, found " + item.kindName());
      }
    }
    return scalars;
  }

  /** Where the value of {@code key} stands; the start of the map when absent. */
  Position positionOf(String key) {
    YamlEntry entry = map.entry(key);
    return entry == null ? map.position() : entry.keyPosition();
  }

  private void wrongType(String key, YamlNode node, String expected) {
    problems.add(
        node.position(),
        ErrorCode.WRONG_TYPE,
        "'" + key + "' must be " + expected + ", found " + node.kindName());
  }
}
