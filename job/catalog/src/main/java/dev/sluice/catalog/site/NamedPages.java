package dev.sluice.catalog.site;

import dev.sluice.catalog.data.AttackMatrix.Technique;
import dev.sluice.catalog.data.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The pages that a catalogue must have for what it lists. */
public final class NamedPages {

  private NamedPages() {}

  /**
   * A page.
   *
   * @param path from the root of the site
   * @param of what it is about, in words
   */
  public record NamedPage(String path, String of) {}

  /** One for each document, indicator, field, log source, event, pack, and technique with rules. */
  public static List<NamedPage> of(Catalog catalog) {
    List<NamedPage> pages = new ArrayList<>();
    pages.add(new NamedPage(SitePaths.HOME, "the home page"));
    catalog.rules().forEach(rule -> pages.add(page(rule(rule.slug()), "rule", rule.title())));
    catalog
        .refused()
        .forEach(line -> pages.add(page(rule(line.slug()), "refused document", line.path())));
    catalog
        .indicators()
        .forEach(
            indicator ->
                pages.add(
                    page(SitePaths.indicator(indicator.key()), "indicator", indicator.value())));
    catalog
        .fields()
        .forEach(field -> pages.add(page(SitePaths.field(field.key()), "field", field.field())));
    catalog
        .logSources()
        .forEach(source -> pages.add(page(logSource(source.key()), "log source", source.text())));
    catalog.events().forEach(event -> pages.add(page(event(event.key()), "event", event.title())));
    catalog
        .packs()
        .forEach(pack -> pages.add(page(SitePaths.pack(pack.key()), "pack", pack.name())));
    catalog.attack().techniques().stream()
        .filter(technique -> !technique.rules().isEmpty())
        .map(Technique::id)
        .forEach(id -> pages.add(page(SitePaths.technique(id), "technique", id)));
    return pages;
  }

  /** Pages that a catalogue may have besides: techniques without rules, and ids of old. */
  public static List<String> ofTechniques(Catalog catalog) {
    return catalog.attack().techniques().stream()
        .flatMap(
            technique -> Stream.concat(Stream.of(technique.id()), technique.replaced().stream()))
        .map(SitePaths::technique)
        .toList();
  }

  /** The page of a document. */
  public static String rule(String slug) {
    return SitePaths.rule(slug);
  }

  /** The data of a document. */
  public static String ruleData(String slug) {
    return SitePaths.ruleData(slug);
  }

  /** The page of a log source. */
  public static String logSource(String key) {
    return SitePaths.logSource(key);
  }

  /** The page of a kind of event. */
  public static String event(String key) {
    return SitePaths.event(key);
  }

  private static NamedPage page(String path, String kind, String name) {
    return new NamedPage(path, kind + " '" + name + "'");
  }
}
