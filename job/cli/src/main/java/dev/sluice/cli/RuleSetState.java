package dev.sluice.cli;

import dev.sluice.stream.KafkaControl;
import dev.sluice.stream.KafkaTopicReader.Message;
import dev.sluice.stream.control.ManifestAuthor;
import dev.sluice.stream.control.ManifestEdit;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestLimits;
import dev.sluice.stream.control.RuleSetManifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule set as it stands on the topics at one time.
 *
 * @param inForce the manifest that was accepted last, null when none was
 * @param control what is proposed, and the files
 */
record RuleSetState(
    String ruleSet, String environment, @Nullable SignedManifest inForce, ControlLog control) {

  /**
   * Reads the topics.
   *
   * @throws CommandFailure when what was accepted last is no manifest of this environment
   */
  static RuleSetState read(RuleSetOptions options, KafkaControl topics) {
    SignedManifest inForce = inForce(options.name(), topics.rulesets().messages());
    if (inForce != null && !inForce.manifest().environment().equals(options.environment())) {
      throw CommandFailure.usage(
          "rule set '%s' is that of the environment '%s', not '%s'"
              .formatted(options.name(), inForce.manifest().environment(), options.environment()));
    }
    ControlLog control = ControlLog.of(topics.control().messages());
    return new RuleSetState(options.name(), options.environment(), inForce, control);
  }

  /** The manifest of {@code ruleSet} among the records of the topic of those accepted. */
  static @Nullable SignedManifest inForce(String ruleSet, List<Message> messages) {
    byte[] envelope = envelope(ruleSet, messages);
    if (envelope == null) {
      return null;
    }
    SignedManifest manifest = SignedManifest.read(envelope);
    if (manifest == null) {
      throw CommandFailure.unreadable(
          "what stands under '" + ruleSet + "' on the topic of rule sets is no manifest");
    }
    return manifest;
  }

  /** The record of {@code ruleSet} that stands there, null when there is none. */
  static byte @Nullable [] envelope(String ruleSet, List<Message> messages) {
    byte[] envelope = null;
    for (Message message : messages) {
      if (ruleSet.equals(message.key())) {
        envelope = message.value();
      }
    }
    return envelope;
  }

  /** The entries in force. */
  List<ManifestEntry> entries() {
    return inForce == null ? List.of() : inForce.manifest().entries();
  }

  /** Makes the next manifest. */
  ManifestEdit edit(ManifestAuthor author) {
    ManifestLimits limits = ManifestLimits.defaults();
    return inForce == null
        ? ManifestEdit.first(ruleSet, environment, author, limits)
        : ManifestEdit.of(inForce.manifest(), inForce.hash(), author, limits);
  }

  /** The manifests that led to the one in force, that one first, as far as they are there. */
  List<SignedManifest> lineage() {
    Map<String, SignedManifest> known = new HashMap<>();
    for (ControlLog.Proposal proposal : control.proposals(ruleSet)) {
      if (proposal.content() != null) {
        known.put(proposal.content().hash(), proposal.content());
      }
    }
    List<SignedManifest> lineage = new ArrayList<>();
    SignedManifest next = inForce;
    while (next != null) {
      lineage.add(next);
      next = known.get(next.manifest().parent());
    }
    return lineage;
  }

  /** Other proposals of the same version or a later one. */
  List<SignedManifest> rivals(SignedManifest manifest) {
    return control.proposals(ruleSet).stream()
        .map(ControlLog.Proposal::content)
        .filter(Objects::nonNull)
        .filter(other -> other.manifest().version() >= manifest.manifest().version())
        .filter(other -> !other.hash().equals(manifest.hash()))
        .toList();
  }

  /**
   * The files that must go ahead of {@code manifest}: those that the set in force does not name,
   * for the job has let go of them, and those that a job which starts anew would not find.
   *
   * @param given content by hash, besides what the topic holds
   * @return by hash
   * @throws CommandFailure when the content of one that the job does not have is not known
   */
  Map<String, byte[]> missing(RuleSetManifest manifest, Map<String, byte[]> given) {
    Set<String> held = new HashSet<>();
    entries().forEach(entry -> held.add(entry.sha256()));
    Map<String, byte[]> missing = new LinkedHashMap<>();
    for (ManifestEntry entry : manifest.entries()) {
      String sha256 = entry.sha256();
      byte[] content = given.getOrDefault(sha256, control.content(sha256));
      if (content == null && !held.contains(sha256)) {
        throw CommandFailure.unreadable(
            "the file %s of %s (%s) is not on the control topic any more: push it again"
                .formatted(entry.path(), entry.pack(), sha256));
      }
      if (content != null && !(held.contains(sha256) && control.holds(sha256))) {
        missing.put(sha256, content);
      }
    }
    return missing;
  }
}
