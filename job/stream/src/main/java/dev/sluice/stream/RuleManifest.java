package dev.sluice.stream;

import java.io.Serializable;
import java.util.List;

/**
 * What is in one version of a rule set, as it rests in state.
 *
 * @param hash see {@link RuleSources#hash()}
 * @param rulesHash of the compiled set: who compiles these files must come to the same
 * @param wholeFiles whether {@code payload} is a {@link FileList}; else it is a manifest
 * @param payload which files there are, as {@link RuleBlob} stores it
 * @param segments names of the {@link RuleSegment segments} with their content
 */
public record RuleManifest(
    String name,
    long version,
    String hash,
    String rulesHash,
    boolean wholeFiles,
    byte[] payload,
    List<String> segments)
    implements Serializable {

  public RuleManifest {
    segments = List.copyOf(segments);
  }

  @Override
  public String toString() {
    return "rule set " + name + " version " + version;
  }
}
