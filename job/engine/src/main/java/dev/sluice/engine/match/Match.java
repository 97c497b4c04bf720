package dev.sluice.engine.match;

import dev.sluice.engine.compile.CompiledRule;
import java.util.List;

/**
 * A rule that fired on an event, and what made it; evidence in the order of the rule's condition.
 */
public record Match(CompiledRule rule, List<Evidence> matched) {

  public Match {
    matched = List.copyOf(matched);
  }

  /** Whether the alert is to be kept apart from those that count. */
  public boolean shadow() {
    return rule.shadow();
  }
}
