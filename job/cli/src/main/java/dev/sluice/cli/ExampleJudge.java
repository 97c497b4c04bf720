package dev.sluice.cli;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.match.Explanation;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.RuleReference;
import dev.sluice.engine.yaml.Position;
import java.util.List;

/** Judges single events beside a rule by the rules of its file. */
final class ExampleJudge {

  private final EventReader reader;

  ExampleJudge(EventTables tables) {
    this.reader = new EventReader(tables.schemas(), tables.logSources(), EventLimits.defaults());
  }

  /**
   * Checks one event.
   *
   * @param file of the events, for the result
   * @param rules of the rule file; may be none
   */
  ExampleCheck check(String file, RuleExample example, List<CompiledRule> rules) {
    List<CompiledRule> meant = meant(example, rules);
    if (meant.isEmpty()) {
      return ExampleCheck.of(file, example, headers(rules), null, List.of(noRule(example)));
    }
    ReadResult read = reader.read(example.events().get(0));
    if (read instanceof ReadResult.Unreadable unreadable) {
      String reason = "the event cannot be read: " + unreadable.deadLetter().message();
      return ExampleCheck.of(file, example, headers(meant), null, List.of(reason));
    }
    Event event = ((ReadResult.Readable) read).event();
    boolean fired = meant.stream().anyMatch(rule -> fires(rule, event));
    List<String> explanation = fired == example.match() ? List.of() : explain(meant, event);
    return ExampleCheck.of(file, example, headers(meant), fired, explanation);
  }

  private static String noRule(RuleExample example) {
    return example.rule().isEmpty()
        ? "the file holds no rule that fires on one event; a correlation needs 'events'"
        : "no rule of the file has the id or name '" + example.rule() + "'";
  }

  private static List<Header> headers(List<CompiledRule> rules) {
    return rules.stream().map(CompiledRule::header).toList();
  }

  private static List<CompiledRule> meant(RuleExample example, List<CompiledRule> rules) {
    RuleReference reference = new RuleReference(example.rule(), Position.START);
    return example.rule().isEmpty()
        ? rules
        : rules.stream().filter(rule -> reference.names(rule.header())).toList();
  }

  /** Whether {@code rule} fires on {@code event}. */
  static boolean fires(CompiledRule rule, Event event) {
    return Admission.admits(rule, event) && rule.predicate().test(event);
  }

  /** What decided of each rule. */
  static List<String> explain(List<CompiledRule> rules, Event event) {
    return rules.stream().flatMap(rule -> explain(rule, event).stream()).toList();
  }

  private static List<String> explain(CompiledRule rule, Event event) {
    if (!Admission.admits(rule, event)) {
      return List.of(Admission.refusal(rule, event));
    }
    return Decision.of(Explanation.of(rule.predicate(), event)).stream()
        .map(Decision::text)
        .toList();
  }
}
