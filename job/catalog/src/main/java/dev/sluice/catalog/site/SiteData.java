package dev.sluice.catalog.site;

import dev.sluice.catalog.data.Catalog;
import dev.sluice.catalog.data.EventUse;
import dev.sluice.catalog.data.FieldUse;
import dev.sluice.catalog.data.Indicator;
import dev.sluice.catalog.data.LogSourceUse;
import dev.sluice.catalog.data.Pack;
import dev.sluice.catalog.data.RefusedLine;
import dev.sluice.catalog.data.RuleLine;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A catalogue, looked up by its keys. Immutable. */
final class SiteData {

  private final Catalog catalog;
  private final Map<String, RuleLine> rules = new HashMap<>();
  private final Map<String, RefusedLine> refused = new HashMap<>();
  private final Map<String, Pack> packs = new HashMap<>();
  private final Map<String, EventUse> events = new HashMap<>();
  private final Map<String, FieldUse> fieldsByName = new HashMap<>();
  private final Map<String, Indicator> indicators = new HashMap<>();
  private final Map<String, LogSourceUse> logSources = new HashMap<>();

  SiteData(Catalog catalog) {
    this.catalog = catalog;
    catalog.rules().forEach(line -> rules.put(line.slug(), line));
    catalog.refused().forEach(line -> refused.put(line.slug(), line));
    catalog.packs().forEach(pack -> packs.put(pack.key(), pack));
    catalog.events().forEach(event -> events.put(event.key(), event));
    catalog.fields().forEach(field -> fieldsByName.put(field.field(), field));
    catalog.indicators().forEach(indicator -> indicators.put(indicator.key(), indicator));
    for (LogSourceUse use : catalog.logSources()) {
      use.rules().forEach(slug -> logSources.put(slug, use));
    }
  }

  Catalog catalog() {
    return catalog;
  }

  /** The line of a loaded document. */
  RuleLine rule(String slug) {
    return known(rules, slug);
  }

  RefusedLine refused(String slug) {
    return known(refused, slug);
  }

  Pack pack(String key) {
    return known(packs, key);
  }

  EventUse event(String key) {
    return known(events, key);
  }

  FieldUse field(String name) {
    return known(fieldsByName, name);
  }

  /** Whether {@code name} has a page. */
  boolean hasField(String name) {
    return fieldsByName.containsKey(name);
  }

  Indicator indicator(String key) {
    return known(indicators, key);
  }

  /** Whether the indicator {@code key} has a page. */
  boolean hasIndicator(String key) {
    return indicators.containsKey(key);
  }

  /** The log source of a rule; null for a document that states none. */
  @Nullable LogSourceUse logSourceOf(String slug) {
    return logSources.get(slug);
  }

  private static <T> T known(Map<String, T> map, String key) {
    T value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("the catalogue names '" + key + "' and does not have it");
    }
    return value;
  }
}
