package dev.sluice.engine.lint;

import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.SigmaDocument;
import dev.sluice.engine.sigma.SigmaFilter;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document that is looked over.
 *
 * @param document null when it is refused, so that only its header can be looked at
 * @param alerts whether it alerts by itself; of the rules that only a correlation of their file
 *     looks at, less is asked
 */
record LintedDocument(Header header, @Nullable SigmaDocument document, boolean alerts) {

  /** Whether it is a filter, which has no level, tags or false positives. */
  boolean isFilter() {
    return document instanceof SigmaFilter || keys().get("filter") instanceof YamlMap;
  }

  /** All keys as read. */
  YamlMap keys() {
    return header.document();
  }

  /** Where {@code key} stands; the start of the document when absent. */
  Position positionOf(String key) {
    YamlEntry entry = keys().entry(key);
    return entry == null ? header.position() : entry.keyPosition();
  }

  /** The scalar under {@code key}, null when it is absent, empty or no scalar. */
  @Nullable YamlScalar scalar(String key) {
    return keys().get(key) instanceof YamlScalar scalar && !scalar.isNull() ? scalar : null;
  }

  /** The scalars under {@code key}, a list or a single one; what is none is left out. */
  List<YamlScalar> scalars(String key) {
    return scalars(keys().get(key));
  }

  /** The scalars of {@code node}, a list or a single one; what is none is left out. */
  static List<YamlScalar> scalars(@Nullable YamlNode node) {
    List<YamlNode> items =
        node instanceof YamlList list ? list.items() : node == null ? List.of() : List.of(node);
    return items.stream()
        .filter(item -> item instanceof YamlScalar scalar && !scalar.isNull())
        .map(YamlScalar.class::cast)
        .toList();
  }
}
