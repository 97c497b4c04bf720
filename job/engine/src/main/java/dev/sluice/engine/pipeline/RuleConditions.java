package dev.sluice.engine.pipeline;

import dev.sluice.engine.sigma.LogSourcePattern;
import java.util.List;

/**
 * Which documents a transformation applies to, by their log source as it is at that point.
 *
 * @param sources what is asked for: every attribute that one states must be the document's
 * @param any whether one of them is enough
 * @param negated whether the contrary is meant
 */
record RuleConditions(List<LogSourcePattern> sources, boolean any, boolean negated) {

  RuleConditions {
    sources = List.copyOf(sources);
  }

  /** Whether every document is meant. */
  boolean isEmpty() {
    return sources.isEmpty();
  }

  boolean hold(LogSourcePattern source) {
    if (isEmpty()) {
      return true;
    }
    boolean holds =
        any
            ? sources.stream().anyMatch(wanted -> wanted.contains(source))
            : sources.stream().allMatch(wanted -> wanted.contains(source));
    return holds != negated;
  }
}
