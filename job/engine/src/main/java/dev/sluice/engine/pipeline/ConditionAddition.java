package dev.sluice.engine.pipeline;

import dev.sluice.engine.sigma.LogSourcePattern;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds a search identifier to rules, which the condition must satisfy as well.
 *
 * @param conditions fields, modifiers among their names, and values
 * @param name of the search identifier; empty for one that no rule has
 * @param negated whether it must not hold
 * @param template whether {@code $category}, {@code $product} and {@code $service} in the values
 *     stand for the rule's
 */
record ConditionAddition(YamlMap conditions, String name, boolean negated, boolean template)
    implements Transformation {

  private static final String PREFIX = "_cond_";

  @Override
  public YamlMap apply(YamlMap document, FieldConditions fields, Rewriting rewriting) {
    if (!(document.get("detection") instanceof YamlMap detection)) {
      return document;
    }
    String identifier = name.isEmpty() ? freeName(detection) : name;
    if (detection.entry(identifier) != null) {
      rewriting.problem(
          detection.position(),
          "the pipeline adds '" + identifier + "', which the rule has already",
          "give the condition another name in the pipeline");
      return document;
    }
    List<YamlEntry> entries = new ArrayList<>();
    YamlNode body = template ? filled(conditions, Pipelines.logSource(document)) : conditions;
    entries.add(new YamlEntry(identifier, detection.position(), body));
    for (YamlEntry entry : detection.entries()) {
      entries.add(
          entry.key().equals("condition")
              ? new YamlEntry(entry.key(), entry.keyPosition(), both(entry.value(), identifier))
              : entry);
    }
    YamlMap changed = new YamlMap(entries, detection.position());
    return new YamlMap(
        document.entries().stream()
            .map(
                entry ->
                    entry.key().equals("detection")
                        ? new YamlEntry(entry.key(), entry.keyPosition(), changed)
                        : entry)
            .toList(),
        document.position());
  }

  private static String freeName(YamlMap detection) {
    int number = 1;
    while (detection.entry(PREFIX + number) != null) {
      number++;
    }
    return PREFIX + number;
  }

  private YamlNode both(YamlNode condition, String identifier) {
    if (condition instanceof YamlList list) {
      return new YamlList(
          list.items().stream().map(item -> both(item, identifier)).toList(), list.position());
    }
    return condition instanceof YamlScalar scalar && !scalar.text().isBlank()
        ? Item.text((negated ? "not " : "") + identifier + " and (" + scalar.text() + ")", scalar)
        : condition;
  }

  private static YamlNode filled(YamlNode node, LogSourcePattern source) {
    if (node instanceof YamlMap map) {
      return new YamlMap(
          map.entries().stream()
              .map(e -> new YamlEntry(e.key(), e.keyPosition(), filled(e.value(), source)))
              .toList(),
          map.position());
    }
    if (node instanceof YamlList list) {
      return new YamlList(
          list.items().stream().map(item -> filled(item, source)).toList(), list.position());
    }
    YamlScalar scalar = (YamlScalar) node;
    return scalar.kind() == YamlScalar.Kind.STRING
        ? Item.text(text(scalar.text(), source), scalar)
        : scalar;
  }

  private static String text(String text, LogSourcePattern source) {
    String filled = put(text, "category", source.categories());
    return put(put(filled, "product", source.products()), "service", source.services());
  }

  private static String put(String text, String name, List<String> values) {
    String value = values.isEmpty() ? "" : values.get(0);
    return text.replace("${" + name + "}", value).replace("$" + name, value);
  }
}
