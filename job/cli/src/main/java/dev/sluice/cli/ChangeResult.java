package dev.sluice.cli;

import dev.sluice.stream.control.ManifestDiff;
import java.util.List;

/**
 * What came of a change.
 *
 * @param version of the manifest that is proposed, or in force when nothing changes
 * @param hash of its payload
 * @param state one word: unchanged, proposed, active, rejected or late
 * @param reason why it is rejected; empty when it is not
 * @param files that were sent ahead
 */
record ChangeResult(
    String ruleSet,
    long version,
    String hash,
    String state,
    String reason,
    int added,
    int removed,
    int changed,
    int files) {

  private static final int HASH_WIDTH = 64;
  private static final int STATE_WIDTH = 9;
  private static final int NUMBER_WIDTH = 7;
  private static final int NAME_WIDTH = 10;

  static final ResultForm<ChangeResult> FORM =
      new ResultForm<>(
          List.of(
              new Column<>("ruleSet", NAME_WIDTH, ChangeResult::ruleSet),
              new Column<>("version", NUMBER_WIDTH, result -> Long.toString(result.version)),
              new Column<>("hash", HASH_WIDTH, ChangeResult::hash),
              new Column<>("state", STATE_WIDTH, ChangeResult::state),
              new Column<>("added", NUMBER_WIDTH, result -> Integer.toString(result.added)),
              new Column<>("removed", NUMBER_WIDTH, result -> Integer.toString(result.removed)),
              new Column<>("changed", NUMBER_WIDTH, result -> Integer.toString(result.changed)),
              new Column<>("files", 0, result -> Integer.toString(result.files))),
          Json::of);

  /** Nothing is to be done: {@code inForce} is what was asked for. */
  static ChangeResult unchanged(SignedManifest inForce) {
    return new ChangeResult(
        inForce.manifest().name(),
        inForce.manifest().version(),
        inForce.hash(),
        "unchanged",
        "",
        0,
        0,
        0,
        0);
  }

  /** A manifest stands on the control topic. */
  static ChangeResult proposed(SignedManifest manifest, ManifestDiff diff, int files) {
    return new ChangeResult(
        manifest.manifest().name(),
        manifest.manifest().version(),
        manifest.hash(),
        "proposed",
        "",
        diff.added().size(),
        diff.removed().size(),
        diff.changed().size(),
        files);
  }

  /** The same in another state. */
  ChangeResult in(String newState, String newReason) {
    return new ChangeResult(
        ruleSet, version, hash, newState, newReason, added, removed, changed, files);
  }
}
