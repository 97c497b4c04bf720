package dev.sluice.cli;

import dev.sluice.stream.control.ControlKey;
import dev.sluice.stream.control.ManifestEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What of the control topic nobody needs any more.
 *
 * <p>Kept are the newest proposals of the rule set, the one in force with the one it was made from,
 * and those of a later version, which may yet be accepted; everything of other rule sets; and each
 * file that a manifest which is kept or in force names.
 *
 * @param proposals of the rule set that go
 * @param blobs that go
 */
record Pruning(List<ControlKey.Proposal> proposals, List<ControlKey.Blob> blobs) {

  Pruning {
    proposals = List.copyOf(proposals);
    blobs = List.copyOf(blobs);
  }

  /**
   * Finds it.
   *
   * @param accepted the manifests in force, of every rule set of the cluster
   * @param keep how many of the newest proposals stay
   * @param beforeMillis files that came later stay: a push may be under way
   */
  static Pruning of(
      RuleSetState state, List<SignedManifest> accepted, int keep, long beforeMillis) {
    Set<ControlKey.Proposal> unneeded = unneeded(state, keep);
    Set<String> named = new HashSet<>();
    accepted.forEach(manifest -> addNames(manifest, named));
    for (ControlLog.Proposal proposal : state.control().proposals()) {
      SignedManifest content = proposal.content();
      if (content != null && !unneeded.contains(proposal.key())) {
        addNames(content, named);
      }
    }
    List<ControlKey.Blob> blobs = new ArrayList<>();
    state
        .control()
        .blobs()
        .forEach(
            (sha256, blob) -> {
              if (blob.isLive()
                  && blob.timestampMillis() < beforeMillis
                  && !named.contains(sha256)) {
                blobs.add(new ControlKey.Blob(sha256));
              }
            });
    return new Pruning(List.copyOf(unneeded), blobs);
  }

  /** Whether there is nothing. */
  boolean isEmpty() {
    return proposals.isEmpty() && blobs.isEmpty();
  }

  private static Set<ControlKey.Proposal> unneeded(RuleSetState state, int keep) {
    List<ControlLog.Proposal> all = state.control().proposals(state.ruleSet());
    SignedManifest inForce = state.inForce();
    Set<ControlKey.Proposal> unneeded = new HashSet<>();
    for (ControlLog.Proposal proposal : all.subList(0, Math.max(0, all.size() - keep))) {
      ControlKey.Proposal key = proposal.key();
      boolean needed =
          inForce == null
              || key.version() > inForce.manifest().version()
              || key.hash().equals(inForce.hash())
              || key.hash().equals(inForce.manifest().parent());
      if (!needed) {
        unneeded.add(key);
      }
    }
    return unneeded;
  }

  private static void addNames(SignedManifest manifest, Set<String> names) {
    manifest.manifest().entries().stream().map(ManifestEntry::sha256).forEach(names::add);
  }
}
