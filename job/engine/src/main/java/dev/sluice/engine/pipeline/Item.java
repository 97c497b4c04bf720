package dev.sluice.engine.pipeline;

import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlScalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A detection item as it is written: {@code field|modifier|modifier: value}.
 *
 * @param field empty for keywords
 * @param modifiers as they are written
 */
record Item(String field, List<String> modifiers, YamlNode value, Position position) {

  Item {
    modifiers = List.copyOf(modifiers);
  }

  static Item of(YamlEntry entry) {
    List<String> parts = Arrays.asList(entry.key().split("\\|", -1));
    return new Item(
        parts.get(0), parts.subList(1, parts.size()), entry.value(), entry.keyPosition());
  }

  YamlEntry entry() {
    List<String> parts = new ArrayList<>(List.of(field));
    parts.addAll(modifiers);
    return new YamlEntry(String.join("|", parts), position, value);
  }

  boolean has(String modifier) {
    return modifiers.contains(modifier);
  }

  Item withField(String other) {
    return new Item(other, modifiers, value, position);
  }

  Item withModifiers(List<String> others) {
    return new Item(field, others, value, position);
  }

  Item withValue(YamlNode other) {
    return new Item(field, modifiers, other, position);
  }

  /** The values, one or several. */
  List<YamlNode> values() {
    return value instanceof YamlList list ? list.items() : List.of(value);
  }

  /** The same with {@code others} in place of its values. */
  Item withValues(List<YamlNode> others) {
    return withValue(others.size() == 1 ? others.get(0) : new YamlList(others, value.position()));
  }

  /**
   * {@code text} in place of {@code scalar}; where within it a problem is can no longer be told.
   */
  static YamlScalar text(String text, YamlScalar scalar) {
    return text.equals(scalar.text())
        ? scalar
        : new YamlScalar(text, YamlScalar.Kind.STRING, BigDecimal.ZERO, scalar.position(), -1);
  }
}
