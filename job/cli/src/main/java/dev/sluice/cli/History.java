package dev.sluice.cli;

import dev.sluice.stream.control.ManifestChange;
import dev.sluice.stream.control.ManifestDiff;
import dev.sluice.stream.control.RuleSetManifest;
import dev.sluice.stream.control.StatusRecord;
import dev.sluice.stream.control.StatusRecord.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The manifests of a rule set as the topics remember them: the control topic who made them and what
 * they say, the status topic what became of them.
 */
final class History {

  private final RuleSetState state;
  private final StatusLog status;
  private final Map<String, SignedManifest> known = new HashMap<>();

  History(RuleSetState state, StatusLog status) {
    this.state = state;
    this.status = status;
    for (ControlLog.Proposal proposal : state.control().proposals(state.ruleSet())) {
      remember(proposal.content());
    }
    remember(state.inForce());
  }

  /** The last {@code limit} entries, the newest first. */
  List<HistoryEntry> entries(int limit) {
    List<HistoryEntry> entries = new ArrayList<>();
    for (StatusRecord verdict : status.verdicts()) {
      if (!known.containsKey(verdict.hash())) {
        entries.add(forgotten(verdict));
      }
    }
    SignedManifest inForce = state.inForce();
    List<ControlLog.Proposal> proposals = state.control().proposals(state.ruleSet());
    if (inForce != null
        && proposals.stream().noneMatch(p -> p.key().hash().equals(inForce.hash()))) {
      entries.add(entry(inForce));
    }
    for (ControlLog.Proposal proposal : proposals) {
      SignedManifest content = proposal.content();
      if (content != null) {
        entries.add(entry(content));
      }
    }
    entries.sort((a, b) -> Long.compare(b.version(), a.version()));
    return List.copyOf(entries.subList(0, Math.min(limit, entries.size())));
  }

  /** What a manifest changes of its parent; null when that is not there any more. */
  @Nullable ManifestDiff diff(SignedManifest manifest) {
    RuleSetManifest after = manifest.manifest();
    if (after.parent().isEmpty()) {
      return new ManifestDiff(after.entries(), List.of(), List.of(), after.allowPartial());
    }
    SignedManifest parent = known.get(after.parent());
    return parent == null ? null : ManifestDiff.between(parent.manifest(), after);
  }

  private void remember(@Nullable SignedManifest manifest) {
    if (manifest != null) {
      known.put(manifest.hash(), manifest);
    }
  }

  private HistoryEntry entry(SignedManifest signed) {
    RuleSetManifest manifest = signed.manifest();
    ManifestChange change = manifest.change();
    ManifestDiff diff = diff(signed);
    return new HistoryEntry(
        manifest.version(),
        signed.hash(),
        manifest.parent(),
        stateOf(signed.hash()),
        reason(status.verdict(signed.hash())),
        manifest.createdAt(),
        manifest.createdBy(),
        signed.keyIds(),
        change.op().word(),
        diff == null ? change.ids().size() + " documents" : diff.summary(),
        change.message(),
        change.ticket(),
        change.gitCommit());
  }

  private HistoryEntry forgotten(StatusRecord verdict) {
    return new HistoryEntry(
        verdict.version(),
        verdict.hash(),
        "",
        stateOf(verdict.hash()),
        reason(verdict),
        verdict.at(),
        "",
        List.of(),
        "",
        "",
        "",
        "",
        "");
  }

  private String stateOf(String hash) {
    SignedManifest inForce = state.inForce();
    if (inForce != null && inForce.hash().equals(hash)) {
      return "in force";
    }
    StatusRecord verdict = status.verdict(hash);
    if (verdict != null) {
      return verdict.kind() == Kind.ACCEPTED ? "accepted" : "rejected";
    }
    boolean led = state.lineage().stream().anyMatch(manifest -> manifest.hash().equals(hash));
    return led ? "accepted" : "proposed";
  }

  private static @Nullable String reason(@Nullable StatusRecord verdict) {
    return verdict == null || verdict.reason() == null
        ? null
        : verdict.reason() + ": " + verdict.message();
  }
}
