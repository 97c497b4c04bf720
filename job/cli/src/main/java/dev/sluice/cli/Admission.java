package dev.sluice.cli;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.LogSource;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether an event is of the kind that a rule asks for. */
final class Admission {

  private Admission() {}

  /** Whether one of the event's log sources has every attribute that the rule states. */
  static boolean admits(CompiledRule rule, Event event) {
    return event.logSources().stream()
        .anyMatch(
            source ->
                rule.rule()
                    .logSource()
                    .admits(source.product(), source.category(), source.service()));
  }

  /** Why an event is not admitted, in words. */
  static String refusal(CompiledRule rule, Event event) {
    String wanted = rule.rule().logSource().toString();
    return event.logSources().isEmpty()
        ? "the event has no log source, the rule asks for " + wanted
        : "the event is " + names(event) + ", the rule asks for " + wanted;
  }

  /** {@code windows/process_creation/-}, the form of the engine's messages. */
  static String name(LogSource source) {
    return text(source.product()) + "/" + text(source.category()) + "/" + text(source.service());
  }

  private static String names(Event event) {
    return event.logSources().stream().map(Admission::name).collect(Collectors.joining(", "));
  }

  private static String text(@Nullable String attribute) {
    return Objects.requireNonNullElse(attribute, "-");
  }
}
