package dev.sluice.engine.compile;

import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlLimits;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlReader;
import dev.sluice.engine.yaml.YamlResult;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What {@code %name%} stands for under the modifier {@code expand}: name to values, each a Sigma
 * string that may hold wildcards. Immutable.
 */
public final class Placeholders {

  /** No placeholder has a value. */
  public static final Placeholders NONE = new Placeholders(Map.of());

  private final Map<String, List<String>> values;

  public Placeholders(Map<String, List<String>> values) {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    values.forEach((name, list) -> copy.put(name, List.copyOf(list)));
    this.values = copy;
  }

  /**
   * A table and what was wrong with it; values with a problem are left out, and so is what a second
   * table says of a name.
   */
  public record Result(Placeholders placeholders, List<SigmaError> errors) {
    public Result {
      errors = List.copyOf(errors);
    }
  }

  /** Reads a YAML map from name to value or list of values. */
  public static Result parse(String file, String text) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    List<SigmaError> errors = new ArrayList<>();
    read(file, YamlReader.read(file, text, YamlLimits.DEFAULT), values, errors);
    return new Result(new Placeholders(values), errors);
  }

  /** Reads such maps as one table. */
  public static Result parse(List<SourceFile> files) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    List<SigmaError> errors = new ArrayList<>();
    for (SourceFile file : files) {
      YamlResult yaml = YamlReader.read(file.name(), file.content(), YamlLimits.DEFAULT);
      read(file.name(), yaml, values, errors);
    }
    return new Result(new Placeholders(values), errors);
  }

  private static void read(
      String file, YamlResult yaml, Map<String, List<String>> values, List<SigmaError> errors) {
    errors.addAll(yaml.errors());
    for (YamlNode document : yaml.documents()) {
      if (document instanceof YamlMap map) {
        map.entries().forEach(entry -> read(file, entry, values, errors));
      } else {
        errors.add(invalid(file, document, "a placeholder table is a map from name to values"));
      }
    }
  }

  private static void read(
      String file, YamlEntry entry, Map<String, List<String>> values, List<SigmaError> errors) {
    List<YamlNode> items =
        entry.value() instanceof YamlList list ? list.items() : List.of(entry.value());
    List<String> texts = new ArrayList<>();
    for (YamlNode item : items) {
      if (item instanceof YamlScalar scalar && !scalar.isNull()) {
        texts.add(scalar.text());
      } else {
        errors.add(
            invalid(
                file,
                item,
                "a value of '" + entry.key() + "' must be a text, found " + item.kindName()));
      }
    }
    if (values.putIfAbsent(entry.key(), texts) != null) {
      String message = "placeholder '" + entry.key() + "' stands in two tables";
      errors.add(SigmaError.at(file, entry.keyPosition(), ErrorCode.TABLE_INVALID, message, ""));
    }
  }

  private static SigmaError invalid(String file, YamlNode node, String message) {
    return SigmaError.at(file, node.position(), ErrorCode.TABLE_INVALID, message, "");
  }

  /** Every name with its values. */
  public Map<String, List<String>> asMap() {
    return Collections.unmodifiableMap(values);
  }

  /** The values of {@code name}; empty when it has none. */
  List<String> of(String name) {
    return values.getOrDefault(name, List.of());
  }

  Set<String> names() {
    return values.keySet();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Placeholders placeholders && values.equals(placeholders.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Names and values: the same text for the same table whatever its order, another for another. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(values)
        .forEach(
            (name, list) -> {
              append(text, name);
              list.forEach(value -> append(text.append('='), value));
            });
    return text.toString();
  }

  /** With its length before it, a text cannot be taken for two. */
  private static void append(StringBuilder text, String part) {
    text.append(part.length()).append(':').append(part);
  }
}
