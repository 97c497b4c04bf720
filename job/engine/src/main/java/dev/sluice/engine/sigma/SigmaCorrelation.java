package dev.sluice.engine.sigma;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A correlation rule (specification, Correlation Rules).
 *
 * @param rules the rules or correlations it looks at, in the order of the text
 * @param groupBy fields or aliases; empty = one group
 * @param comparisons on the count, sum, average or percentile; all must hold; never empty unless
 *     {@code extended}
 * @param fields of value types: whose values count; a tuple for value_count
 * @param percentile 0 to 100, of value_percentile
 * @param extended of temporal types: condition over the rules, null when absent
 * @param aliases alias to (rule to field)
 * @param generate the rules alert by themselves too
 */
public record SigmaCorrelation(
    Header header,
    Type type,
    List<RuleReference> rules,
    List<String> groupBy,
    Duration timespan,
    List<Comparison> comparisons,
    List<String> fields,
    BigDecimal percentile,
    @Nullable Condition extended,
    Map<String, Map<String, String>> aliases,
    boolean generate)
    implements SigmaDocument {

  /** What an event_count or value_count can be compared with at most, which bounds its state. */
  public static final int MAX_COUNT = 100_000;

  /** The longest timespan: a little more than ten years. */
  public static final Duration MAX_TIMESPAN = Duration.ofDays(3_653);

  public SigmaCorrelation {
    rules = List.copyOf(rules);
    groupBy = List.copyOf(groupBy);
    comparisons = List.copyOf(comparisons);
    fields = List.copyOf(fields);
    aliases = Map.copyOf(aliases);
  }

  /** What is computed over a window. */
  public enum Type {
    EVENT_COUNT,
    VALUE_COUNT,
    TEMPORAL,
    TEMPORAL_ORDERED,
    VALUE_SUM,
    VALUE_AVG,
    VALUE_PERCENTILE,
    VALUE_MEDIAN;

    /** Whether the condition is about which rules fired rather than a number. */
    public boolean isTemporal() {
      return this == TEMPORAL || this == TEMPORAL_ORDERED;
    }

    /** Whether the condition is about how many there are of something. */
    public boolean counts() {
      return this == EVENT_COUNT || this == VALUE_COUNT;
    }

    /** Whether the values that count must be numbers. */
    public boolean needsNumber() {
      return !isTemporal() && !counts();
    }

    /** Whether the condition is about the values of a field. */
    public boolean needsField() {
      return !isTemporal() && this != EVENT_COUNT;
    }
  }
}
