package dev.sluice.stream;

import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.SigmaError;
import java.util.List;

/**
 * A whole rule set that somebody wants in force.
 *
 * @param version grows with each proposal of one name
 * @param files every rule file there is
 * @param unreadable one for each file, directory or archive that is there and cannot be read: its
 *     last good content is meant
 */
public record RuleProposal(
    String name, long version, List<SourceFile> files, List<SigmaError> unreadable) {

  public RuleProposal {
    files = List.copyOf(files);
    unreadable = List.copyOf(unreadable);
  }
}
