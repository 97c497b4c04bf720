package dev.sluice.engine.review;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.LogSource;
import java.util.Set;

/** Whether a rule fires on an event: by its log source, and by its predicate. */
final class Firing {

  private Firing() {}

  static boolean fires(CompiledRule rule, Event event) {
    return admits(rule, event.logSources()) && rule.predicate().test(event);
  }

  static boolean admits(CompiledRule rule, Set<LogSource> sources) {
    return sources.stream().anyMatch(source -> admits(rule, source));
  }

  static boolean admits(CompiledRule rule, LogSource source) {
    return rule.rule().logSource().admits(source.product(), source.category(), source.service());
  }
}
