package dev.sluice.cli;

import dev.sluice.stream.control.EditResult;
import dev.sluice.stream.control.EditResult.Edited;
import dev.sluice.stream.control.ManifestAuthor;
import dev.sluice.stream.control.ManifestEdit;
import dev.sluice.stream.control.ManifestLimits;
import java.util.Map;

/** The way back from a manifest that is not in force in time. */
final class Retreat {

  private final RuleSetState before;
  private final ManifestAuthor author;
  private final Proposer proposer;

  /**
   * @param before the rule set as it stood before the manifest was proposed
   */
  Retreat(RuleSetState before, ManifestAuthor author, Proposer proposer) {
    this.before = before;
    this.author = author;
    this.proposer = proposer;
  }

  /**
   * Proposes what was in force before as the version after {@code late}, whether that one has been
   * judged or not: whoever accepts it later accepts this one next. Returns what was done, in words.
   */
  String from(SignedManifest late) {
    SignedManifest last = before.inForce();
    if (last == null) {
      return "nothing was in force before that could be brought back";
    }
    ManifestAuthor why =
        new ManifestAuthor(
            author.createdBy(),
            author.createdAt(),
            late + " was not in force in time",
            author.ticket(),
            "");
    EditResult result =
        ManifestEdit.of(late.manifest(), late.hash(), why, ManifestLimits.defaults())
            .rollback(last.manifest());
    if (!(result instanceof Edited edited)) {
      return "it cannot be rolled back: " + result;
    }
    RuleSetState state =
        new RuleSetState(before.ruleSet(), before.environment(), late, before.control());
    SignedManifest rollback = proposer.propose(state, edited.manifest(), Map.of()).manifest();
    return "proposed " + rollback + " with the content of " + last;
  }
}
