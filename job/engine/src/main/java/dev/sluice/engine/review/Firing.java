package dev.sluice.engine.review;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.LogSource;

/** Whether a rule fires on an event: by its log source, and by its predicate. */
final class Firing {

  private Firing() {}

  static boolean fires(CompiledRule rule, Event event) {
    return event.logSources().stream().anyMatch(source -> admits(rule, source))
        && rule.predicate().test(event);
  }

  static boolean admits(CompiledRule rule, LogSource source) {
    return rule.rule().logSource().admits(source.product(), source.category(), source.service());
  }
}
