package dev.sluice.catalog;

import dev.sluice.catalog.data.Exclusion;
import dev.sluice.catalog.data.FieldTest;
import dev.sluice.catalog.data.Part;
import dev.sluice.catalog.data.TestValue;
import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.match.LeafWalk;
import dev.sluice.engine.sigma.SigmaRule;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A loaded rule and what was read out of its detections.
 *
 * @param bodies of the search identifiers that the condition names
 * @param parts the same in the order of the rule, to be shown
 * @param wanted what it looks for: each indicator with the tests that it comes from
 * @param unwanted what its exclusions at the top look for
 */
record CatalogRule(
    String slug,
    CompiledRule compiled,
    Map<String, Predicate> bodies,
    Map<String, Part> parts,
    IdentifierUses uses,
    List<Exclusion> exclusions,
    Map<IndicatorKey, Found> wanted,
    Set<IndicatorKey> unwanted) {

  /**
   * Where a rule has an indicator.
   *
   * @param text in the letters of the rule, where it stands first
   * @param sources {@code key: value} as the rule spells them
   */
  record Found(String text, Set<String> sources) {}

  static CatalogRule of(String slug, CompiledRule compiled, KnownIndicators known) {
    SigmaRule rule = compiled.rule();
    Map<String, Predicate> bodies = new LinkedHashMap<>();
    selections(compiled.predicate(), bodies);
    Map<String, Part> parts = new LinkedHashMap<>();
    rule.detections()
        .forEach(
            (name, detection) -> {
              Predicate body = bodies.get(name);
              if (body != null) {
                LeafWalk.walk(body, known::add);
                parts.put(name, DetectionTree.of(detection, body));
              }
            });
    IdentifierUses uses = new IdentifierUses(rule.condition());
    List<Exclusion> exclusions = Exclusions.of(rule.condition(), parts);
    Map<IndicatorKey, Found> wanted = new LinkedHashMap<>();
    parts.forEach(
        (name, part) -> {
          if (uses.uses(name, true)) {
            tests(part, true, test -> add(test, known, wanted));
          }
          if (uses.uses(name, false)) {
            tests(part, false, test -> add(test, known, wanted));
          }
        });
    return new CatalogRule(
        slug, compiled, bodies, parts, uses, exclusions, wanted, unwanted(exclusions, known));
  }

  /** Search identifiers that no condition names are not compiled; they have no part. */
  private static void selections(Predicate predicate, Map<String, Predicate> bodies) {
    if (predicate instanceof Predicate.Selection selection) {
      bodies.putIfAbsent(selection.name(), selection.body());
    } else if (predicate instanceof Predicate.Not not) {
      selections(not.term(), bodies);
    } else if (predicate instanceof Predicate.And and) {
      and.terms().forEach(term -> selections(term, bodies));
    } else if (predicate instanceof Predicate.Or or) {
      or.terms().forEach(term -> selections(term, bodies));
    }
  }

  /** Gives the tests that must be true when the part is {@code wanted}. */
  private static void tests(Part part, boolean wanted, Consumer<FieldTest> tests) {
    FieldTest test = part.test();
    if (test != null) {
      if (test.negated() != wanted) {
        tests.accept(test);
      }
    } else {
      boolean inside = (part.op() == Part.Op.NOT) != wanted;
      part.parts().forEach(each -> tests(each, inside, tests));
    }
  }

  private static void add(
      FieldTest test, KnownIndicators known, Map<IndicatorKey, Found> indicators) {
    String key =
        test.field() + test.modifiers().stream().map(m -> "|" + m).reduce("", String::concat);
    for (TestValue value : test.values()) {
      indicators
          .computeIfAbsent(
              known.of(value.indicator()), any -> new Found(value.text(), new LinkedHashSet<>()))
          .sources()
          .add(key.isEmpty() ? value.source() : key + ": " + value.source());
    }
  }

  private static Set<IndicatorKey> unwanted(
      Collection<Exclusion> exclusions, KnownIndicators known) {
    Set<IndicatorKey> found = new TreeSet<>();
    for (Exclusion exclusion : exclusions) {
      for (Exclusion.Alternative alternative : exclusion.alternatives()) {
        for (Exclusion.ExcludedTest test : alternative.all()) {
          if (!test.negated()) {
            test.values().forEach(value -> found.add(known.of(value.indicator())));
          }
        }
      }
    }
    return found;
  }

  String pack() {
    return compiled.header().pack();
  }

  /** A rule of the same log source with another predicate. */
  CompiledRule with(Predicate predicate) {
    return new CompiledRule(
        compiled.rule(),
        compiled.header(),
        predicate,
        compiled.filters(),
        compiled.routable(),
        compiled.treatment());
  }
}
