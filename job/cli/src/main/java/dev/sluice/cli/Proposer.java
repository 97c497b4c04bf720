package dev.sluice.cli;

import dev.sluice.stream.KafkaControl;
import dev.sluice.stream.KafkaControl.Change;
import dev.sluice.stream.control.ControlKey;
import dev.sluice.stream.control.Envelope;
import dev.sluice.stream.control.RuleSetManifest;
import dev.sluice.stream.control.Signature;
import dev.sluice.stream.control.SigningKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Signs manifests and puts them on the control topic, their files before them. */
final class Proposer {

  private final KafkaControl topics;
  private final List<SigningKey> keys;

  Proposer(KafkaControl topics, List<SigningKey> keys) {
    this.topics = topics;
    this.keys = List.copyOf(keys);
  }

  /**
   * What stands on the control topic now.
   *
   * @param files that were written ahead of it
   */
  record Proposed(SignedManifest manifest, int files) {}

  /**
   * Proposes {@code manifest}.
   *
   * @param state that it was made from
   * @param contents of files by hash, besides those on the control topic
   * @throws CommandFailure when the content of a file is not known
   */
  Proposed propose(RuleSetState state, RuleSetManifest manifest, Map<String, byte[]> contents) {
    Map<String, byte[]> missing = state.missing(manifest, contents);
    Envelope envelope = Envelope.of(manifest);
    for (SigningKey key : keys) {
      envelope = envelope.signedBy(key);
    }
    List<Change> changes = new ArrayList<>();
    missing.forEach(
        (sha256, content) -> changes.add(new Change(new ControlKey.Blob(sha256), content)));
    String hash = envelope.hash();
    changes.add(new Change(ControlKey.Proposal.of(manifest, hash), envelope.toJson()));
    topics.write(changes);
    List<String> keyIds = envelope.signatures().stream().map(Signature::keyId).toList();
    return new Proposed(new SignedManifest(manifest, hash, keyIds), missing.size());
  }
}
