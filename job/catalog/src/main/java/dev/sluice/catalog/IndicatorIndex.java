package dev.sluice.catalog;

import dev.sluice.catalog.data.FieldUse;
import dev.sluice.catalog.data.Indicator;
import dev.sluice.catalog.data.IndicatorUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which rules look for which indicators, and which leave out events for them. */
final class IndicatorIndex {

  private final SortedMap<IndicatorKey, Users> byIndicator = new TreeMap<>();

  /** Slugs. */
  private static final class Users {
    private final Set<String> rules = new TreeSet<>();
    private final SortedMap<String, Integer> perPack = new TreeMap<>();
    private final Set<String> excluding = new TreeSet<>();
    private final Set<String> refused = new TreeSet<>();
  }

  private Users users(IndicatorKey indicator) {
    return byIndicator.computeIfAbsent(indicator, any -> new Users());
  }

  void add(CatalogRule rule) {
    for (IndicatorKey indicator : rule.wanted().keySet()) {
      Users users = users(indicator);
      users.rules.add(rule.slug());
      users.perPack.merge(rule.pack(), 1, Integer::sum);
    }
    rule.unwanted().forEach(indicator -> users(indicator).excluding.add(rule.slug()));
  }

  void addRefused(String slug, Set<IndicatorKey> indicators) {
    indicators.forEach(indicator -> users(indicator).refused.add(slug));
  }

  /** How often others look for what {@code rule} looks for, in the order of the rule. */
  List<IndicatorUse> uses(CatalogRule rule) {
    List<IndicatorUse> uses = new ArrayList<>();
    rule.wanted()
        .forEach(
            (indicator, found) -> {
              Users users = users(indicator);
              SortedMap<String, Integer> others = new TreeMap<>(users.perPack);
              others.computeIfPresent(rule.pack(), (pack, count) -> count == 1 ? null : count - 1);
              uses.add(
                  new IndicatorUse(
                      indicator.key(),
                      indicator.field(),
                      indicator.kind(),
                      found.text(),
                      List.copyOf(found.sources()),
                      users.rules.size() - 1,
                      others,
                      users.refused.size()));
            });
    return uses;
  }

  /** All of them, in order. */
  List<Indicator> all() {
    List<Indicator> all = new ArrayList<>();
    byIndicator.forEach(
        (indicator, users) ->
            all.add(
                new Indicator(
                    indicator.key(),
                    indicator.field(),
                    indicator.kind(),
                    indicator.value(),
                    List.copyOf(users.rules),
                    users.perPack,
                    List.copyOf(users.excluding),
                    List.copyOf(users.refused))));
    return all;
  }

  /** The fields that rules read, keywords apart, in order. */
  List<FieldUse> fields() {
    SortedMap<String, Users> byField = new TreeMap<>();
    SortedMap<String, Integer> counts = new TreeMap<>();
    byIndicator.forEach(
        (indicator, users) -> {
          boolean used = !users.rules.isEmpty() || !users.excluding.isEmpty();
          if (used && !indicator.field().isEmpty()) {
            Users all = byField.computeIfAbsent(indicator.field(), any -> new Users());
            all.rules.addAll(users.rules);
            all.excluding.addAll(users.excluding);
            counts.merge(indicator.field(), users.rules.isEmpty() ? 0 : 1, Integer::sum);
          }
        });
    List<FieldUse> fields = new ArrayList<>();
    byField.forEach(
        (field, users) ->
            fields.add(
                new FieldUse(
                    Slugs.key("field\n" + field),
                    field,
                    List.copyOf(users.rules),
                    List.copyOf(users.excluding),
                    counts.getOrDefault(field, 0))));
    return fields;
  }

  /** Distinct indicators of rules. */
  int size() {
    return (int) byIndicator.values().stream().filter(users -> !users.rules.isEmpty()).count();
  }
}
