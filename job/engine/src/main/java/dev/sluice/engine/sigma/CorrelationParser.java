package dev.sluice.engine.sigma;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.NearestWord;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlScalar;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code correlation} map of a document. */
final class CorrelationParser {

  private static final Pattern TIMESPAN = Pattern.compile("(\\d{1,9})([smhdwMy])");
  private static final Map<String, Long> SECONDS =
      Map.of(
          "s",
          1L,
          "m",
          60L,
          "h",
          3600L,
          "d",
          86_400L,
          "w",
          604_800L,
          "M",
          2_629_746L,
          "y",
          31_556_952L);

  private final Header header;
  private final Problems problems;
  private final YamlFields fields;

  CorrelationParser(Header header, Problems problems) {
    this.header = header;
    this.problems = problems;
    YamlMap map = (YamlMap) Objects.requireNonNull(header.document().get("correlation"));
    this.fields = new YamlFields(map, problems);
  }

  /** The correlation, or null when it has a problem. */
  @Nullable SigmaCorrelation parse() {
    SigmaCorrelation.Type type = type();
    Duration timespan = timespan();
    List<RuleReference> rules =
        fields.scalars("rules").stream()
            .map(r -> new RuleReference(r.text(), r.position()))
            .toList();
    if (rules.isEmpty()) {
      missing("rules", "ids or names of the rules it looks at");
    }
    if (type == null || timespan == null) {
      return null;
    }
    YamlNode condition = fields.map().get("condition");
    Condition extended = null;
    if (condition instanceof YamlScalar text && !text.isNull()) {
      extended = extended(type, text, rules);
    } else if (!(condition instanceof YamlMap) && !type.isTemporal()) {
      missing("condition", "for example 'gte: 5'");
    }
    CorrelationConditionParser numbers =
        new CorrelationConditionParser(type, condition, fields.positionOf("condition"), problems);
    return new SigmaCorrelation(
        header,
        type,
        rules,
        fields.scalars("group-by").stream().map(YamlScalar::text).toList(),
        timespan,
        numbers.comparisons(),
        numbers.valueFields(),
        numbers.percentile(),
        extended,
        aliases(),
        generate());
  }

  private SigmaCorrelation.@Nullable Type type() {
    YamlScalar text = fields.scalar("type");
    if (text == null) {
      missing("type", "for example event_count");
      return null;
    }
    List<String> known =
        Arrays.stream(SigmaCorrelation.Type.values())
            .map(t -> t.name().toLowerCase(Locale.ROOT))
            .toList();
    if (!known.contains(text.text())) {
      problems.add(
          text.position(),
          ErrorCode.CORRELATION_TYPE,
          "unknown correlation type '"
              + text.text()
              + "', expected one of "
              + String.join(", ", known),
          NearestWord.hint(text.text(), known));
      return null;
    }
    return SigmaCorrelation.Type.valueOf(text.text().toUpperCase(Locale.ROOT));
  }

  private @Nullable Duration timespan() {
    String key = fields.map().get("timespan") == null ? "timeframe" : "timespan";
    YamlScalar text = fields.scalar(key);
    if (text == null) {
      missing("timespan", "for example 5m");
      return null;
    }
    Matcher matcher = TIMESPAN.matcher(text.text());
    if (!matcher.matches()) {
      problems.add(
          text.position(),
          ErrorCode.CORRELATION_TIMESPAN,
          "'"
              + text.text()
              + "' is no timespan, expected a number with one of s, m, h, d, w, M (month), y",
          "for example 5m");
      return null;
    }
    long unit = Objects.requireNonNull(SECONDS.get(matcher.group(2)));
    Duration timespan = Duration.ofSeconds(Long.parseLong(matcher.group(1)) * unit);
    if (timespan.isZero() || timespan.compareTo(SigmaCorrelation.MAX_TIMESPAN) > 0) {
      problems.add(
          text.position(),
          ErrorCode.CORRELATION_TIMESPAN,
          "a timespan is from 1s to 10y, not '" + text.text() + "'");
      return null;
    }
    return timespan;
  }

  private @Nullable Condition extended(
      SigmaCorrelation.Type type, YamlScalar text, List<RuleReference> rules) {
    if (!type.isTemporal()) {
      problems.add(
          text.position(),
          ErrorCode.CORRELATION_CONDITION,
          "a condition over rules is for temporal and temporal_ordered; expected a map such as 'gte: 5'");
      return null;
    }
    return ConditionParser.parse(
        text, rules.stream().map(RuleReference::idOrName).toList(), problems);
  }

  private Map<String, Map<String, String>> aliases() {
    Map<String, Map<String, String>> aliases = new LinkedHashMap<>();
    YamlMap map = fields.map("aliases");
    if (map != null) {
      for (YamlEntry alias : map.entries()) {
        aliases.put(alias.key(), alias(alias));
      }
    }
    return aliases;
  }

  private Map<String, String> alias(YamlEntry alias) {
    Map<String, String> fieldOfRule = new LinkedHashMap<>();
    if (!(alias.value() instanceof YamlMap map)) {
      problems.add(
          alias.value().position(), ErrorCode.WRONG_TYPE, "an alias is a map from rule to field");
      return fieldOfRule;
    }
    for (YamlEntry entry : map.entries()) {
      if (entry.value() instanceof YamlScalar field && !field.isNull()) {
        fieldOfRule.put(entry.key(), field.text());
      } else {
        problems.add(
            entry.value().position(), ErrorCode.WRONG_TYPE, "the name of a field is missing");
      }
    }
    return fieldOfRule;
  }

  /**
   * The specification puts {@code generate} into the correlation; older documents have it beside.
   */
  private boolean generate() {
    YamlNode node = fields.map().get("generate");
    YamlNode stated = node == null ? header.document().get("generate") : node;
    return stated instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.TRUE;
  }

  private void missing(String key, String example) {
    problems.add(
        fields.map().position(),
        ErrorCode.MISSING_FIELD,
        "'correlation' has no '" + key + "'",
        example);
  }
}
