package dev.sluice.catalog.data;

import java.util.List;

/**
 * All that is said of one document: {@code rules/<slug>.json}. What cannot be read of a refused one
 * is empty.
 *
 * @param body the document as it is written
 * @param problems warnings of a loaded document too
 * @param events of an event log that has numbers for its kinds
 * @param otherEvents titles of what other shapes of events have for the log source
 */
public record RulePage(
    int version,
    RuleLine line,
    boolean refused,
    String name,
    String description,
    String licence,
    List<String> references,
    List<String> falsePositives,
    List<String> tags,
    String body,
    List<Problem> problems,
    List<AttackTag> attack,
    List<Stage> stages,
    List<Exclusion> exclusions,
    List<IndicatorUse> indicators,
    List<EventReach> events,
    List<String> otherEvents,
    List<Related> related,
    List<ExampleEvent> examples) {

  public RulePage {
    references = List.copyOf(references);
    falsePositives = List.copyOf(falsePositives);
    tags = List.copyOf(tags);
    problems = List.copyOf(problems);
    attack = List.copyOf(attack);
    stages = List.copyOf(stages);
    exclusions = List.copyOf(exclusions);
    indicators = List.copyOf(indicators);
    events = List.copyOf(events);
    otherEvents = List.copyOf(otherEvents);
    related = List.copyOf(related);
    examples = List.copyOf(examples);
  }
}
