package dev.sluice.catalog.data;

import java.util.List;

/**
 * What a rule set says about itself: {@code catalog.json}. Lists are in the order of their keys,
 * rules in that of their titles.
 *
 * @param version of this form
 */
public record Catalog(
    int version,
    Counts counts,
    List<Pack> packs,
    List<RuleLine> rules,
    List<RefusedLine> refused,
    List<Facet> facets,
    List<Indicator> indicators,
    List<FieldUse> fields,
    List<LogSourceUse> logSources,
    List<EventUse> events,
    AttackMatrix attack,
    Overlap overlap,
    Gaps gaps) {

  public Catalog {
    packs = List.copyOf(packs);
    rules = List.copyOf(rules);
    refused = List.copyOf(refused);
    facets = List.copyOf(facets);
    indicators = List.copyOf(indicators);
    fields = List.copyOf(fields);
    logSources = List.copyOf(logSources);
    events = List.copyOf(events);
  }

  /** The version of the form that this class has. */
  public static final int VERSION = 1;
}
