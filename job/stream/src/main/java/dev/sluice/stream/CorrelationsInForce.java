package dev.sluice.stream;

import dev.sluice.engine.correlate.CorrelationSet;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.RuleSetName;
import java.io.Serializable;

/**
 * The correlations of one version of a rule set, as they travel and rest in state: already
 * compiled, for who correlates has no rules.
 *
 * @param hash see {@link RuleSources#hash()}
 * @param rulesHash of the compiled set
 * @param definitions see {@link CorrelationSet#toJson}, as {@link RuleBlob} stores it
 */
public record CorrelationsInForce(
    String name, long version, String hash, String rulesHash, byte[] definitions)
    implements Serializable {

  /**
   * Those of {@code set}.
   *
   * @param hash of the sources that it was compiled from
   */
  static CorrelationsInForce of(RuleSet set, String hash) {
    return new CorrelationsInForce(
        set.name(), set.version(), hash, set.hash(), RuleBlob.deflate(set.correlations().toJson()));
  }

  /** No correlations, of a set without rules. */
  static CorrelationsInForce none(RuleSources sources) {
    byte[] definitions = RuleBlob.deflate(CorrelationSet.NONE.toJson());
    return new CorrelationsInForce(
        sources.name(), sources.version(), sources.hash(), "", definitions);
  }

  CorrelationSet correlations() {
    return CorrelationSet.fromJson(RuleBlob.inflate(definitions));
  }

  /** What alerts say of the rule set. */
  RuleSetName ruleSetName() {
    return new RuleSetName(name, version, rulesHash);
  }

  @Override
  public String toString() {
    return "correlations of rule set " + name + " version " + version;
  }
}
