package dev.sluice.catalog.check;

import dev.sluice.catalog.check.SiteFinding.Code;
import dev.sluice.catalog.data.Catalog;
import dev.sluice.catalog.data.EventReach.Reach;
import dev.sluice.catalog.data.EventUse;
import dev.sluice.catalog.data.LogSourceUse;
import dev.sluice.catalog.data.Overlap;
import dev.sluice.catalog.data.RuleLine;
import dev.sluice.catalog.data.RulePage;
import dev.sluice.catalog.site.NamedPages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules that cannot fire, log sources without data, events without a title. */
final class CoverageCheck {

  private CoverageCheck() {}

  /**
   * What the data themselves say is missing.
   *
   * @param blocked slugs of rules of which no event has all fields
   */
  static List<SiteFinding> findings(Catalog catalog, Set<String> blocked) {
    List<SiteFinding> findings = new ArrayList<>();
    Set<String> contradictory = new HashSet<>();
    catalog.overlap().contradictions().stream()
        .map(Overlap.Contradiction::rule)
        .forEach(contradictory::add);
    for (RuleLine rule : catalog.rules()) {
      if (!rule.routable()) {
        add(findings, rule, "no entry for its log source admits an event");
      } else if (contradictory.contains(rule.slug())) {
        add(findings, rule, "its condition is never true");
      } else if (blocked.contains(rule.slug())) {
        add(findings, rule, "no event that it asks for has the fields it needs");
      }
    }
    Set<String> silent = Set.copyOf(catalog.gaps().logSourcesWithoutData());
    catalog.logSources().stream()
        .filter(source -> silent.contains(source.key()))
        .forEach(source -> findings.add(logSource(source)));
    catalog.events().stream()
        .filter(event -> event.title().isBlank())
        .forEach(event -> findings.add(event(event)));
    return findings;
  }

  /** Whether none of the events that {@code page} names can match its rule. */
  static boolean isBlocked(RulePage page) {
    return !page.events().isEmpty()
        && page.otherEvents().isEmpty()
        && page.events().stream().allMatch(event -> event.reach() == Reach.NONE);
  }

  private static void add(List<SiteFinding> findings, RuleLine rule, String why) {
    findings.add(
        SiteFinding.of(
            Code.COVERAGE_MISSING,
            NamedPages.rule(rule.slug()),
            "no event can match the rule '" + rule.title() + "': " + why,
            "a rule that can fire"));
  }

  private static SiteFinding logSource(LogSourceUse source) {
    return SiteFinding.of(
        Code.COVERAGE_MISSING,
        NamedPages.logSource(source.key()),
        "the log source " + source.text() + " has no data: " + source.reason(),
        "an entry in a table that says which events are of it");
  }

  private static SiteFinding event(EventUse event) {
    return SiteFinding.of(
        Code.COVERAGE_MISSING,
        NamedPages.event(event.key()),
        "the event " + event.provider() + " " + event.id() + " has no title",
        "a title");
  }
}
