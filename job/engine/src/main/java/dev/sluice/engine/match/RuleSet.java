package dev.sluice.engine.match;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.correlate.CorrelationSet;
import java.util.List;

/**
 * The rules in force, compiled. Immutable; safe for use by several threads.
 *
 * @param hash SHA-256 over all that verdicts and alerts depend on but the tables of events: two
 *     sets with one hash give the same of both under the same tables
 * @param rules in the order of their packs and paths, those in shadow among them
 * @param correlations that look at them and at each other
 */
public record RuleSet(
    String name, long version, String hash, List<CompiledRule> rules, CorrelationSet correlations) {

  public RuleSet {
    rules = List.copyOf(rules);
  }
}
