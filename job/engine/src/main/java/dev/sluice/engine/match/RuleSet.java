package dev.sluice.engine.match;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.sigma.SigmaCorrelation;
import java.util.List;

/**
 * The rules in force, compiled. Immutable; safe for use by several threads.
 *
 * @param hash SHA-256 over ids and content hashes of everything in it: two sets with one hash give
 *     the same verdicts under the same tables
 * @param rules in the order of their packs and paths
 * @param correlations read, not yet running
 */
public record RuleSet(
    String name,
    long version,
    String hash,
    List<CompiledRule> rules,
    List<SigmaCorrelation> correlations) {

  public RuleSet {
    rules = List.copyOf(rules);
    correlations = List.copyOf(correlations);
  }
}
