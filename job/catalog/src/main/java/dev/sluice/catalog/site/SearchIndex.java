package dev.sluice.catalog.site;

import dev.sluice.catalog.data.AttackMatrix.Technique;
import dev.sluice.catalog.data.Indicator;
import dev.sluice.catalog.data.RefusedLine;
import dev.sluice.catalog.data.RuleLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the search of the home page is made of: {@code search-index.js}, a script that sets one
 * global. Texts that many rules have stand in it once and are numbered.
 *
 * <p>Its form, in lists: facets (name, label, values, labels), techniques (id, name), fields,
 * values, and documents (slug, title, id, author, places in each facet, techniques, fields,
 * values).
 */
final class SearchIndex {

  private static final String GLOBAL = "sluiceCatalogue";
  private static final int MAX_TITLE = 300;
  private static final int MAX_WORD = 200;
  private static final int MAX_VALUE = 500;

  private final SiteData data;
  private final List<SearchFacets.Shown> facets;
  private final Numbers techniques = new Numbers();
  private final Numbers fields = new Numbers();
  private final Numbers values = new Numbers();
  private final Map<String, List<String>> valuesOf = new HashMap<>();
  private final Map<String, List<String>> fieldsOfRefused = new HashMap<>();
  private final ScriptText script = new ScriptText();

  private SearchIndex(SiteData data) {
    this.data = data;
    this.facets = SearchFacets.of(data.catalog().facets());
    for (Indicator indicator : data.catalog().indicators()) {
      String value = Paging.shorten(indicator.value(), MAX_VALUE);
      for (String slug : indicator.rules()) {
        valuesOf.computeIfAbsent(slug, key -> new ArrayList<>()).add(value);
      }
      for (String slug : indicator.refused()) {
        valuesOf.computeIfAbsent(slug, key -> new ArrayList<>()).add(value);
        fieldsOfRefused.computeIfAbsent(slug, key -> new ArrayList<>()).add(indicator.field());
      }
    }
  }

  /** The script. */
  static String script(SiteData data) {
    return GLOBAL_START + new SearchIndex(data).json() + ";\n";
  }

  private static final String GLOBAL_START = "\"use strict\";\nwindow." + GLOBAL + " = ";

  private String json() {
    ScriptText documents = new ScriptText();
    documents.list(
        () -> {
          data.catalog().rules().forEach(rule -> document(documents, rule));
          data.catalog().refused().forEach(refused -> document(documents, refused));
        });
    script.list(facets, this::facet);
    script.list(techniques.texts(), this::technique);
    script.list(fields.texts(), field -> script.text(Paging.shorten(field, MAX_WORD)));
    script.list(values.texts(), script::text);
    return "[" + script + "," + documents + "]";
  }

  private void facet(SearchFacets.Shown facet) {
    script.list(
        () ->
            script
                .text(facet.name())
                .text(facet.label())
                .list(facet.choices(), choice -> script.text(choice.value()))
                .list(facet.choices(), choice -> script.text(choice.label())));
  }

  private void technique(String id) {
    String name =
        data.catalog().attack().techniques().stream()
            .filter(technique -> isOrWas(technique, id))
            .map(Technique::name)
            .findFirst()
            .orElse("");
    script.list(() -> script.text(Paging.shorten(id, MAX_WORD)).text(name));
  }

  private static boolean isOrWas(Technique technique, String id) {
    return technique.id().equals(id) || technique.replaced().contains(id);
  }

  private void document(ScriptText out, RuleLine rule) {
    out.list(
        () ->
            out.text(rule.slug())
                .text(Paging.shorten(rule.title(), MAX_TITLE))
                .text(Paging.shorten(rule.id(), MAX_WORD))
                .text(Paging.shorten(rule.author(), MAX_WORD))
                .list(SearchFacets.places(facets, rule), out::numbers)
                .numbers(techniques.of(rule.techniques()))
                .numbers(fields.of(rule.fields()))
                .numbers(values.of(valuesOf.getOrDefault(rule.slug(), List.of()))));
  }

  private void document(ScriptText out, RefusedLine refused) {
    String title = refused.title().isEmpty() ? refused.path() : refused.title();
    out.list(
        () ->
            out.text(refused.slug())
                .text(Paging.shorten(title, MAX_TITLE))
                .text(Paging.shorten(refused.id(), MAX_WORD))
                .text("")
                .list(SearchFacets.places(facets, refused), out::numbers)
                .numbers(List.of())
                .numbers(fields.of(fieldsOfRefused.getOrDefault(refused.slug(), List.of())))
                .numbers(values.of(valuesOf.getOrDefault(refused.slug(), List.of()))));
  }
}
