package dev.sluice.engine.pipeline;

import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Gives fields other names: those of detection items, of {@code fieldref}, and those by which a
 * correlation groups and counts.
 *
 * @param names what stands for a field; itself alone when it keeps its name
 */
record FieldRenaming(Function<String, List<String>> names) implements Transformation {

  private static final Set<String> OF_CORRELATIONS = Set.of("group-by", "field");

  @Override
  public YamlMap apply(YamlMap document, FieldConditions fields, Rewriting rewriting) {
    if (document.get("correlation") instanceof YamlMap) {
      return new CorrelationFields(fields, rewriting).in(document);
    }
    return DetectionItems.change(document, item -> renamed(item, fields, rewriting), rewriting);
  }

  private List<Item> renamed(Item item, FieldConditions fields, Rewriting rewriting) {
    Item referring = item.has("fieldref") ? referring(item, fields, rewriting) : item;
    return item.field().isEmpty() || !fields.hold(item.field())
        ? List.of(referring)
        : names.apply(item.field()).stream().map(referring::withField).toList();
  }

  private Item referring(Item item, FieldConditions fields, Rewriting rewriting) {
    List<YamlNode> values =
        item.values().stream().map(value -> single(value, fields, rewriting)).toList();
    return item.withValues(values);
  }

  /** A place where one field can stand. */
  private YamlNode single(YamlNode node, FieldConditions fields, Rewriting rewriting) {
    if (!(node instanceof YamlScalar scalar) || scalar.isNull() || !fields.hold(scalar.text())) {
      return node;
    }
    List<String> found = names.apply(scalar.text());
    if (found.size() != 1) {
      rewriting.problem(
          scalar.position(),
          "the pipeline has "
              + found.size()
              + " names for '"
              + scalar.text()
              + "', and one is needed here",
          "");
      return node;
    }
    return Item.text(found.get(0), scalar);
  }

  /** Renames the fields of one correlation. */
  private final class CorrelationFields {
    private final FieldConditions fields;
    private final Rewriting rewriting;
    private final Set<String> aliases = new HashSet<>();

    CorrelationFields(FieldConditions fields, Rewriting rewriting) {
      this.fields = fields;
      this.rewriting = rewriting;
    }

    YamlMap in(YamlMap document) {
      List<YamlEntry> entries = new ArrayList<>();
      for (YamlEntry entry : document.entries()) {
        entries.add(
            entry.key().equals("correlation") && entry.value() instanceof YamlMap correlation
                ? new YamlEntry(entry.key(), entry.keyPosition(), correlation(correlation))
                : entry);
      }
      return new YamlMap(entries, document.position());
    }

    private YamlMap correlation(YamlMap correlation) {
      if (correlation.get("aliases") instanceof YamlMap named) {
        aliases.addAll(named.keys());
      }
      return (YamlMap) renamed(correlation, false);
    }

    /** What stands under the keys that name fields is renamed, at any depth. */
    private YamlNode renamed(YamlNode node, boolean isField) {
      if (node instanceof YamlMap map) {
        List<YamlEntry> entries = new ArrayList<>();
        for (YamlEntry entry : map.entries()) {
          boolean names = isField || OF_CORRELATIONS.contains(entry.key());
          boolean all = entry.key().equals("aliases");
          entries.add(
              new YamlEntry(
                  entry.key(), entry.keyPosition(), renamed(entry.value(), names || all)));
        }
        return new YamlMap(entries, map.position());
      }
      if (node instanceof YamlList list) {
        return new YamlList(
            list.items().stream().map(item -> renamed(item, isField)).toList(), list.position());
      }
      boolean isAlias = node instanceof YamlScalar scalar && aliases.contains(scalar.text());
      return isField && !isAlias ? single(node, fields, rewriting) : node;
    }
  }
}
