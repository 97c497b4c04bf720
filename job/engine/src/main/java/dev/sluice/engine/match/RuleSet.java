package dev.sluice.engine.match;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.sigma.SigmaCorrelation;
import java.util.List;
import java.util.Map;

/**
 * The rules in force, compiled. Immutable; safe for use by several threads.
 *
 * @param hash SHA-256 over all that verdicts and alerts depend on but the tables of events: two
 *     sets with one hash give the same of both under the same tables
 * @param rules in the order of their packs and paths, those in shadow among them
 * @param correlations read, not yet running
 * @param correlationTreatments by id; a correlation without one is in force as it is written
 */
public record RuleSet(
    String name,
    long version,
    String hash,
    List<CompiledRule> rules,
    List<SigmaCorrelation> correlations,
    Map<String, Treatment> correlationTreatments) {

  public RuleSet {
    rules = List.copyOf(rules);
    correlations = List.copyOf(correlations);
    correlationTreatments = Map.copyOf(correlationTreatments);
  }

  /** A set whose correlations are in force as they are written. */
  public RuleSet(
      String name,
      long version,
      String hash,
      List<CompiledRule> rules,
      List<SigmaCorrelation> correlations) {
    this(name, version, hash, rules, correlations, Map.of());
  }

  /** The treatment of {@code correlation}, one of this set. */
  public Treatment treatment(SigmaCorrelation correlation) {
    return correlationTreatments.getOrDefault(correlation.header().id(), Treatment.ENABLED);
  }
}
