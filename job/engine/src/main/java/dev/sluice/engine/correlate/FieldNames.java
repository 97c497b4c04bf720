package dev.sluice.engine.correlate;

import dev.sluice.engine.sigma.RuleReference;
import dev.sluice.engine.sigma.SigmaCorrelation;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlMap;
import java.util.List;
import java.util.Map;

/** Resolves the field names and aliases of one correlation for each rule it looks at. */
final class FieldNames {
  private final CorrelationInProgress progress;
  private final SigmaCorrelation correlation;

  FieldNames(CorrelationInProgress progress) {
    this.progress = progress;
    this.correlation = progress.correlation();
  }

  /** What {@code one} calls {@code names}: its field of an alias, else the field of that name. */
  List<String> of(CorrelationInProgress.Named one, List<String> names) {
    return names.stream().map(name -> of(one, name)).toList();
  }

  private String of(CorrelationInProgress.Named one, String name) {
    String field = name;
    Map<String, String> alias = correlation.aliases().get(name);
    if (alias != null) {
      field =
          alias.entrySet().stream()
              .filter(entry -> names(entry.getKey(), one))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse("");
      if (field.isEmpty()) {
        field = name;
        warn(
            name,
            "the alias '"
                + name
                + "' has no field for '"
                + one.reference().idOrName()
                + "', whose field of that name is taken");
      }
    }
    checkGroup(one, field);
    return field;
  }

  private void checkGroup(CorrelationInProgress.Named one, String field) {
    List<String> group = one.target().group();
    if (group != null && !group.contains(field)) {
      progress.add(
          one.reference().position(),
          ErrorCode.CORRELATION_FIELD,
          "the correlation '"
              + one.reference().idOrName()
              + "' has no '"
              + field
              + "' in its group-by, which is all that is known of its alerts");
    }
  }

  /** Warns of rules that an alias names and the correlation does not look at. */
  void warnOfStrangers() {
    correlation
        .aliases()
        .forEach(
            (name, fields) ->
                fields.keySet().stream()
                    .filter(rule -> progress.named().stream().noneMatch(one -> names(rule, one)))
                    .sorted()
                    .forEach(
                        rule ->
                            warn(
                                name,
                                "the alias '"
                                    + name
                                    + "' is for '"
                                    + rule
                                    + "', which the correlation does not look at")));
  }

  private static boolean names(String rule, CorrelationInProgress.Named one) {
    return rule.equals(one.reference().idOrName())
        || new RuleReference(rule, Position.START).names(one.target().header());
  }

  private void warn(String alias, String message) {
    progress.add(position(alias), ErrorCode.CORRELATION_ALIAS, message);
  }

  private Position position(String alias) {
    if (correlation.header().document().get("correlation") instanceof YamlMap map
        && map.get("aliases") instanceof YamlMap aliases) {
      YamlEntry entry = aliases.entry(alias);
      return entry == null ? aliases.position() : entry.keyPosition();
    }
    return correlation.header().position();
  }
}
