package dev.sluice.stream;

import java.io.Serializable;
import java.util.List;

/**
 * What is in one version of a rule set.
 *
 * @param hash of the compiled set: who compiles these files must come to the same
 * @param entries in the order of the rules
 */
public record RuleManifest(String name, long version, String hash, List<RuleEntry> entries)
    implements Serializable {

  public RuleManifest {
    entries = List.copyOf(entries);
  }
}
