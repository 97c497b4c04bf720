package dev.sluice.cli;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.event.EventType;
import dev.sluice.engine.event.LogSources;
import dev.sluice.engine.match.Explanation;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.LogSourcePattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule as {@code sluice explain} shows it; the components are the keys of its JSON.
 *
 * @param line where the rule starts in its file
 * @param eventTypes the kinds of event that can reach the rule; empty when none can
 * @param predicate what is evaluated, filters included
 * @param event what the rule makes of an event, null when none was given
 */
record RuleReport(
    String id,
    String title,
    String status,
    String level,
    String author,
    String file,
    int line,
    LogSourcePattern logSource,
    boolean routable,
    List<EventType> eventTypes,
    List<Stage> stages,
    List<Filter> filters,
    Explanation predicate,
    @Nullable EventReport event)
    implements Report {

  RuleReport {
    eventTypes = List.copyOf(eventTypes);
    stages = List.copyOf(stages);
    filters = List.copyOf(filters);
  }

  /** A filter that is part of the rule. */
  record Filter(String id, String title, String file, List<Stage> stages) {
    Filter {
      stages = List.copyOf(stages);
    }
  }

  static RuleReport of(CompiledRule rule, LogSources sources, @Nullable EventReport event) {
    Header header = rule.header();
    return new RuleReport(
        header.id(),
        header.title(),
        header.status(),
        header.level(),
        header.author(),
        header.file(),
        header.position().line(),
        rule.rule().logSource(),
        rule.routable(),
        eventTypes(rule.rule().logSource(), sources),
        Stage.ofRule(header, rule.predicate()),
        rule.filters().stream().map(filter -> filter(filter, rule)).toList(),
        Explanation.of(rule.predicate(), null),
        event);
  }

  private static Filter filter(Header filter, CompiledRule rule) {
    return new Filter(
        filter.id(), filter.title(), filter.file(), Stage.ofFilter(filter, rule.predicate()));
  }

  private static List<EventType> eventTypes(LogSourcePattern wanted, LogSources sources) {
    Set<EventType> types = new LinkedHashSet<>();
    for (String product : orNull(wanted.products())) {
      for (String category : orNull(wanted.categories())) {
        for (String service : orNull(wanted.services())) {
          types.addAll(sources.eventTypes(product, category, service));
        }
      }
    }
    return List.copyOf(types);
  }

  /** An attribute that is not stated is asked for as null. */
  private static List<@Nullable String> orNull(List<String> stated) {
    return stated.isEmpty()
        ? Collections.<@Nullable String>singletonList(null)
        : new ArrayList<@Nullable String>(stated);
  }
}
