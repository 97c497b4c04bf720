package dev.sluice.engine.compile;

import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.SigmaRule;
import java.util.List;

/**
 * A rule that can be evaluated.
 *
 * @param rule as its author wrote it
 * @param predicate condition of the rule, and those of its filters
 * @param filters the filters that were added, in the order of their ids
 * @param routable some log source entry can admit an event to the rule
 */
public record CompiledRule(
    SigmaRule rule, Predicate predicate, List<Header> filters, boolean routable) {

  public CompiledRule {
    filters = List.copyOf(filters);
  }

  /** What the rule says about itself. */
  public Header header() {
    return rule.header();
  }

  /** The id, unique in a rule set. */
  public String id() {
    return rule.header().id();
  }
}
