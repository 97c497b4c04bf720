package dev.sluice.engine.sigma;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.NearestWord;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlScalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the {@code condition} of a correlation where it compares numbers. */
final class CorrelationConditionParser {

  private static final List<String> OPERATORS =
      Arrays.stream(Comparison.Operator.values())
          .map(o -> o.name().toLowerCase(Locale.ROOT))
          .toList();
  private static final BigDecimal MEDIAN = BigDecimal.valueOf(50);
  private static final BigDecimal MAX_COUNT = BigDecimal.valueOf(SigmaCorrelation.MAX_COUNT);

  private final SigmaCorrelation.Type type;
  private final @Nullable YamlMap map;
  private final Position position;
  private final Problems problems;

  /**
   * @param condition null when absent
   * @param position of the key
   */
  CorrelationConditionParser(
      SigmaCorrelation.Type type,
      @Nullable YamlNode condition,
      Position position,
      Problems problems) {
    this.type = type;
    this.map = condition instanceof YamlMap found ? found : null;
    this.position = position;
    this.problems = problems;
  }

  /** What it compares; empty when it is no map. */
  List<Comparison> comparisons() {
    List<Comparison> comparisons = new ArrayList<>();
    if (map == null) {
      return comparisons;
    }
    for (YamlEntry entry : map.entries()) {
      if (OPERATORS.contains(entry.key())) {
        if (entry.value() instanceof YamlScalar value && value.kind() == YamlScalar.Kind.NUMBER) {
          comparisons.add(comparison(entry.key(), value));
        } else {
          add(entry.value().position(), "'" + entry.key() + "' must be a number");
        }
      } else if (!entry.key().equals("field") && !entry.key().equals("percentile")) {
        problems.add(
            entry.keyPosition(),
            ErrorCode.CORRELATION_CONDITION,
            "unknown key '" + entry.key() + "', expected one of " + String.join(", ", OPERATORS),
            NearestWord.hint(entry.key(), OPERATORS));
      }
    }
    if (comparisons.isEmpty()) {
      add(
          map.position(),
          "the condition compares nothing, expected one of " + String.join(", ", OPERATORS));
    }
    return comparisons;
  }

  private Comparison comparison(String name, YamlScalar value) {
    if (type.counts() && value.number().compareTo(MAX_COUNT) > 0) {
      add(
          value.position(),
          "nothing is counted further than to " + SigmaCorrelation.MAX_COUNT + " in a group");
    }
    return new Comparison(
        Comparison.Operator.valueOf(name.toUpperCase(Locale.ROOT)), value.number());
  }

  /** The fields whose values count. */
  List<String> valueFields() {
    List<String> names =
        map == null
            ? List.of()
            : new YamlFields(map, problems)
                .scalars("field").stream().map(YamlScalar::text).toList();
    String name = type.name().toLowerCase(Locale.ROOT);
    if (type.needsField() && names.isEmpty()) {
      add(position, "'" + name + "' needs a 'field' in its condition");
    } else if (type.needsNumber() && names.size() > 1) {
      add(position, "'" + name + "' takes one 'field', not " + names.size());
    }
    return names;
  }

  /** The percentile, 50 when it is not said. */
  BigDecimal percentile() {
    YamlNode node = map == null ? null : map.get("percentile");
    if (node == null) {
      return MEDIAN;
    }
    boolean valid =
        node instanceof YamlScalar value
            && value.kind() == YamlScalar.Kind.NUMBER
            && value.number().signum() >= 0
            && value.number().compareTo(BigDecimal.valueOf(100)) <= 0;
    if (!valid) {
      add(node.position(), "'percentile' must be a number from 0 to 100");
      return MEDIAN;
    }
    return ((YamlScalar) node).number();
  }

  private void add(Position at, String message) {
    problems.add(at, ErrorCode.CORRELATION_CONDITION, message);
  }
}
