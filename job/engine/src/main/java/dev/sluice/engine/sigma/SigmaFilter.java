package dev.sluice.engine.sigma;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Sigma filter: a condition that is added to other rules (specification, Sigma Filters).
 *
 * @param rules ids or names of the rules it applies to; empty = any rule of its log source
 * @param verbatim the author says that a condition without {@code not} is meant
 */
public record SigmaFilter(
    Header header,
    LogSourcePattern logSource,
    List<RuleReference> rules,
    Map<String, Detection> detections,
    Condition condition,
    boolean verbatim)
    implements SigmaDocument {

  public SigmaFilter {
    rules = List.copyOf(rules);
    detections = Collections.unmodifiableMap(new LinkedHashMap<>(detections));
  }

  /**
   * Whether this filter is to be added to {@code rule}: by reference (or any) and by log source.
   */
  public boolean appliesTo(SigmaRule rule) {
    return logSource.contains(rule.logSource())
        && (rules.isEmpty() || rules.stream().anyMatch(r -> r.names(rule.header())));
  }
}
