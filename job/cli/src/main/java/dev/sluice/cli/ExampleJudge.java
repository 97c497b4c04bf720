package dev.sluice.cli;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.match.Explanation;
import dev.sluice.engine.sigma.RuleReference;
import dev.sluice.engine.yaml.Position;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges the events beside a rule by the rules of its file. */
final class ExampleJudge {

  private final EventReader reader;

  ExampleJudge(EventTables tables) {
    this.reader = new EventReader(tables.schemas(), tables.logSources(), EventLimits.defaults());
  }

  /**
   * Checks one event.
   *
   * @param file of the events, for the result
   * @param rules of the rule file, at least one
   */
  ExampleCheck check(String file, RuleExample example, List<CompiledRule> rules) {
    List<CompiledRule> meant = meant(example, rules);
    if (meant.isEmpty()) {
      String reason = "no rule of the file has the id or name '" + example.rule() + "'";
      return result(file, example, rules, null, List.of(reason));
    }
    ReadResult read = reader.read(example.event());
    if (read instanceof ReadResult.Unreadable unreadable) {
      String reason = "the event cannot be read: " + unreadable.deadLetter().message();
      return result(file, example, meant, null, List.of(reason));
    }
    Event event = ((ReadResult.Readable) read).event();
    boolean fired = meant.stream().anyMatch(rule -> fires(rule, event));
    List<String> explanation = fired == example.match() ? List.of() : explain(meant, event);
    return result(file, example, meant, fired, explanation);
  }

  private static ExampleCheck result(
      String file,
      RuleExample example,
      List<CompiledRule> rules,
      @Nullable Boolean fired,
      List<String> explanation) {
    CompiledRule first = rules.get(0);
    return new ExampleCheck(
        file,
        example.line(),
        fired != null && fired == example.match() ? "passed" : "failed",
        example.match(),
        fired,
        example.why(),
        rules.size() == 1 ? first.id() : "",
        first.header().title(),
        explanation,
        new String(example.event(), StandardCharsets.UTF_8));
  }

  private static List<CompiledRule> meant(RuleExample example, List<CompiledRule> rules) {
    RuleReference reference = new RuleReference(example.rule(), Position.START);
    return example.rule().isEmpty()
        ? rules
        : rules.stream().filter(rule -> reference.names(rule.header())).toList();
  }

  private static boolean fires(CompiledRule rule, Event event) {
    return Admission.admits(rule, event) && rule.predicate().test(event);
  }

  private static List<String> explain(List<CompiledRule> rules, Event event) {
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
