package dev.sluice.catalog.site;

import dev.sluice.catalog.data.Catalog;
import dev.sluice.catalog.data.EventUse;
import dev.sluice.catalog.data.FieldUse;
import dev.sluice.catalog.data.Pack;
import dev.sluice.catalog.data.RefusedLine;
import dev.sluice.catalog.data.RuleLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A catalogue, looked up by its keys. Immutable. */
final class SiteData {

  private final Catalog catalog;
  private final Map<String, RuleLine> rules = new HashMap<>();
  private final Map<String, RefusedLine> refused = new HashMap<>();
  private final Map<String, Pack> packs = new HashMap<>();
  private final Map<String, EventUse> events = new HashMap<>();
  private final Map<String, FieldUse> fieldsByName = new HashMap<>();

  SiteData(Catalog catalog) {
    this.catalog = catalog;
    catalog.rules().forEach(line -> rules.put(line.slug(), line));
    catalog.refused().forEach(line -> refused.put(line.slug(), line));
    catalog.packs().forEach(pack -> packs.put(pack.key(), pack));
    catalog.events().forEach(event -> events.put(event.key(), event));
    catalog.fields().forEach(field -> fieldsByName.put(field.field(), field));
  }

  Catalog catalog() {
    return catalog;
  }

  /** The line of a loaded document. */
  RuleLine rule(String slug) {
    return known(rules, slug);
  }

  List<RuleLine> rules(List<String> slugs) {
    return slugs.stream().map(this::rule).toList();
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

  private static <T> T known(Map<String, T> map, String key) {
    T value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("the catalogue names '" + key + "' and does not have it");
    }
    return value;
  }
}
