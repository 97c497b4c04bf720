package dev.sluice.cli;

import dev.sluice.engine.sigma.Hashes;
import dev.sluice.stream.KafkaTopicReader.Message;
import dev.sluice.stream.control.ControlKey;
import dev.sluice.stream.control.EditResult;
import dev.sluice.stream.control.EditResult.Edited;
import dev.sluice.stream.control.Envelope;
import dev.sluice.stream.control.ManifestAuthor;
import dev.sluice.stream.control.ManifestEdit;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Kind;
import dev.sluice.stream.control.ManifestLimits;
import dev.sluice.stream.control.RuleSetManifest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A rule set with a history, and the topics that hold it, for tests without a broker. */
final class Manifests {

  static final String NAME = "default";

  private static final ManifestLimits LIMITS = ManifestLimits.defaults();

  private final List<Message> control = new ArrayList<>();
  private @Nullable SignedManifest inForce;

  /** A rule of the pack {@code pack}, with the content that {@link #content} has. */
  static ManifestEntry rule(String id) {
    return rule(id, id);
  }

  /** A rule with another content than its id. */
  static ManifestEntry rule(String id, String content) {
    return ManifestEntry.enabled(Kind.RULE, id, "pack", id + ".yml", sha256(content));
  }

  static byte[] content(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String sha256(String text) {
    return Hashes.sha256(content(text));
  }

  /** Puts a file on the control topic. */
  Manifests blob(String text) {
    return blob(text, 0);
  }

  /** Puts a file there that came at {@code timestampMillis}. */
  Manifests blob(String text, long timestampMillis) {
    add(new ControlKey.Blob(sha256(text)).text(), content(text), timestampMillis);
    return this;
  }

  /** Takes away what stands under a key. */
  Manifests tombstone(ControlKey key) {
    add(key.text(), null, 0);
    return this;
  }

  /** Puts anything there. */
  Manifests record(@Nullable String key, byte @Nullable [] value) {
    control.add(new Message(key, value, control.size(), 0));
    return this;
  }

  /** Proposes what {@code edit} makes of the set in force; it does not come into force. */
  SignedManifest propose(String message, Function<ManifestEdit, EditResult> edit) {
    SignedManifest proposed = edited(message, edit);
    Envelope envelope = Envelope.of(proposed.manifest());
    ControlKey key = ControlKey.Proposal.of(proposed.manifest(), proposed.hash());
    add(key.text(), envelope.toJson(), 0);
    return proposed;
  }

  /** Proposes it, and it comes into force. */
  SignedManifest accept(String message, Function<ManifestEdit, EditResult> edit) {
    SignedManifest accepted = propose(message, edit);
    inForce = accepted;
    return accepted;
  }

  RuleSetState state() {
    return new RuleSetState(NAME, NAME, inForce, ControlLog.of(control));
  }

  /** The state as it would be had {@code other} been accepted last. */
  RuleSetState state(SignedManifest other) {
    return new RuleSetState(NAME, NAME, other, ControlLog.of(control));
  }

  static ManifestAuthor author(String message) {
    return new ManifestAuthor("alice", Instant.parse("2026-11-22T08:00:00Z"), message, "T-1", "");
  }

  private SignedManifest edited(String message, Function<ManifestEdit, EditResult> edit) {
    SignedManifest last = inForce;
    ManifestEdit base =
        last == null
            ? ManifestEdit.first(NAME, NAME, author(message), LIMITS)
            : ManifestEdit.of(last.manifest(), last.hash(), author(message), LIMITS);
    if (edit.apply(base) instanceof Edited edited) {
      RuleSetManifest manifest = edited.manifest();
      return new SignedManifest(manifest, Envelope.of(manifest).hash(), List.of());
    }
    throw new IllegalArgumentException("no edit: " + message);
  }

  private void add(String key, byte @Nullable [] value, long timestampMillis) {
    control.add(new Message(key, value, control.size(), timestampMillis));
  }
}
