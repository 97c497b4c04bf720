package dev.sluice.stream;

import org.apache.flink.api.connector.source.SourceSplit;

/**
 * All that a rule directory source remembers.
 *
 * @param version of the last proposal
 * @param hash of the {@link RuleSnapshot} it was made of
 */
record RuleDirectorySplit(long version, String hash) implements SourceSplit {

  @Override
  public String splitId() {
    return "rules";
  }
}
