package dev.sluice.cli;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.match.Explanation;
import java.util.List;
import java.util.Objects;

/**
 * What a rule makes of an event; the components are the keys of its JSON.
 *
 * @param source where the event comes from
 * @param schema the shape it was recognised as
 * @param host empty when the event names none
 * @param time empty when the event has none
 * @param admitted whether the event is of the kind the rule asks for
 * @param fires whether the rule fires on it
 * @param reasons what decided, in words
 * @param explanation every predicate with its verdict, whether admitted or not
 */
record EventReport(
    String source,
    String schema,
    List<String> logSources,
    String host,
    String time,
    boolean admitted,
    boolean fires,
    List<String> reasons,
    Explanation explanation) {

  EventReport {
    logSources = List.copyOf(logSources);
    reasons = List.copyOf(reasons);
  }

  static EventReport of(String source, Event event, CompiledRule rule) {
    boolean admitted = Admission.admits(rule, event);
    Explanation explanation = Explanation.of(rule.predicate(), event);
    List<String> reasons =
        admitted
            ? Decision.of(explanation).stream().map(Decision::text).toList()
            : List.of(Admission.refusal(rule, event));
    return new EventReport(
        source,
        event.schema(),
        event.logSources().stream().map(Admission::name).toList(),
        Objects.requireNonNullElse(event.host(), ""),
        event.time() == null ? "" : String.valueOf(event.time()),
        admitted,
        admitted && Boolean.TRUE.equals(explanation.verdict()),
        reasons,
        explanation);
  }
}
