package dev.sluice.cli;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.correlate.CorrelationAlert;
import dev.sluice.engine.correlate.CorrelationSet;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.match.Match;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.RuleReference;
import dev.sluice.engine.yaml.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges the sequences of events beside a correlation by all rules and correlations loaded. */
final class SequenceJudge {

  private final RuleSet ruleSet;
  private final EventReader reader;
  private final List<CompiledRule> correlated;
  private final boolean arrivalOrder;

  /**
   * @param arrivalOrder see {@link CorrelatedEvents}
   */
  SequenceJudge(LoadedRules rules, boolean arrivalOrder) {
    this.ruleSet = rules.compiled().ruleSet();
    this.reader =
        new EventReader(
            rules.tables().schemas(), rules.tables().logSources(), EventLimits.defaults());
    CorrelationSet correlations = ruleSet.correlations();
    this.correlated =
        ruleSet.rules().stream().filter(rule -> !correlations.uses(rule.id()).isEmpty()).toList();
    this.arrivalOrder = arrivalOrder;
  }

  /**
   * Checks one sequence, as if there were no other events.
   *
   * @param file of the events, for the result
   * @param correlations of the rule file; may be none
   */
  ExampleCheck check(String file, RuleExample example, List<Header> correlations) {
    List<Header> meant = meant(example, correlations);
    if (meant.isEmpty()) {
      return ExampleCheck.of(file, example, correlations, null, List.of(noCorrelation(example)));
    }
    CorrelatedEvents events = new CorrelatedEvents(ruleSet, arrivalOrder);
    Set<String> meantIds = meant.stream().map(Header::id).collect(Collectors.toSet());
    RuleHits hits = new RuleHits(correlated.stream().filter(rule -> leadsTo(rule, meantIds)));
    for (int i = 0; i < example.events().size(); i++) {
      ReadResult read = reader.read(example.events().get(i));
      if (read instanceof ReadResult.Unreadable unreadable) {
        String reason =
            "event " + (i + 1) + " cannot be read: " + unreadable.deadLetter().message();
        return ExampleCheck.of(file, example, meant, null, List.of(reason));
      }
      Event event = ((ReadResult.Readable) read).event();
      add(event, Origin.file(file, i + 1), events, hits);
    }
    return check(file, example, meant, events, hits);
  }

  private boolean leadsTo(CompiledRule rule, Set<String> correlationIds) {
    return leadsTo(rule.id(), correlationIds);
  }

  /** Whether one of {@code correlationIds} looks at {@code id}, or at what does. */
  private boolean leadsTo(String id, Set<String> correlationIds) {
    return ruleSet.correlations().uses(id).stream()
        .map(use -> use.correlation().id())
        .anyMatch(user -> correlationIds.contains(user) || leadsTo(user, correlationIds));
  }

  private void add(Event event, Origin origin, CorrelatedEvents events, RuleHits hits) {
    for (CompiledRule rule : correlated) {
      if (ExampleJudge.fires(rule, event)) {
        hits.add(rule);
        events.add(new Match(rule, List.of()), event, origin);
      }
    }
  }

  private static ExampleCheck check(
      String file,
      RuleExample example,
      List<Header> meant,
      CorrelatedEvents events,
      RuleHits hits) {
    List<CorrelationAlert> alerts = events.judge();
    Set<String> ids = meant.stream().map(Header::id).collect(Collectors.toSet());
    boolean actual = alerts.stream().anyMatch(alert -> ids.contains(alert.correlation().id()));
    List<String> explanation = new ArrayList<>();
    if (actual != example.match()) {
      explanation.addAll(hits.lines(example.events().size()));
      alerts.forEach(alert -> explanation.add(text(alert)));
      if (events.hasLeftOut()) {
        explanation.add("of what the rules fired on was " + events.leftOutText());
      }
    }
    return ExampleCheck.of(file, example, meant, actual, explanation);
  }

  private List<Header> meant(RuleExample example, List<Header> correlations) {
    RuleReference reference = new RuleReference(example.rule(), Position.START);
    return correlations.stream()
        .filter(
            header ->
                example.rule().isEmpty()
                    ? !ruleSet.correlations().isSilent(header.id())
                    : reference.names(header))
        .toList();
  }

  private static String noCorrelation(RuleExample example) {
    return example.rule().isEmpty()
        ? "the file holds no correlation that alerts"
        : "no correlation of the file has the id or name '" + example.rule() + "'";
  }

  /** {@code 'Password Spray' fires at 2026-11-20T09:14:07Z for 10.20.4.77 with 10}. */
  private static String text(CorrelationAlert alert) {
    String group = alert.group().isEmpty() ? "" : " for " + String.join(", ", alert.group());
    return "'"
        + alert.correlation().header().title()
        + "' fires at "
        + Instant.ofEpochMilli(alert.firing().timeMillis())
        + group
        + " with "
        + alert.firing().value().toPlainString();
  }
}
