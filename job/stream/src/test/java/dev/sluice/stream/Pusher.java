package dev.sluice.stream;

import dev.sluice.engine.sigma.Hashes;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.control.AdmissionSettings;
import dev.sluice.stream.control.ControlKey;
import dev.sluice.stream.control.EditResult;
import dev.sluice.stream.control.EntryKey;
import dev.sluice.stream.control.Envelope;
import dev.sluice.stream.control.ManifestAuthor;
import dev.sluice.stream.control.ManifestEdit;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Kind;
import dev.sluice.stream.control.ManifestEntry.Mode;
import dev.sluice.stream.control.ManifestLimits;
import dev.sluice.stream.control.RuleSetManifest;
import dev.sluice.stream.control.SigningKey;
import dev.sluice.stream.control.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Somebody who may push: makes one manifest after the other, and the records that carry it. */
final class Pusher {
  static final String NAME = "default";
  static final String ENVIRONMENT = "test";

  private static final Pattern ID = Pattern.compile("(?m)^id: *(\\S+)");

  private final @Nullable SigningKey key;
  private final String name;
  private final String environment;
  private @Nullable RuleSetManifest last;
  private String lastHash = "";

  Pusher() {
    this(SigningKey.generate());
  }

  Pusher(@Nullable SigningKey key) {
    this(key, NAME, ENVIRONMENT);
  }

  /** One whose first manifest is of another rule set, or for another environment. */
  Pusher(@Nullable SigningKey key, String name, String environment) {
    this.key = key;
    this.name = name;
    this.environment = environment;
  }

  /** One whose manifests are the same, byte for byte, at any time. */
  static Pusher unsigned() {
    return new Pusher(null);
  }

  @Nullable SigningKey key() {
    return key;
  }

  /** A record of the control topic. */
  record ControlRecord(byte[] key, byte @Nullable [] value) {}

  /** One push: its files, then its proposal. */
  record Push(RuleSetManifest manifest, String hash, List<ControlRecord> blobs, byte[] envelope) {

    ControlRecord proposal() {
      return new ControlRecord(bytes(ControlKey.Proposal.of(manifest, hash).text()), envelope);
    }

    List<ControlRecord> records() {
      List<ControlRecord> records = new ArrayList<>(blobs);
      records.add(proposal());
      return records;
    }

    long version() {
      return manifest.version();
    }
  }

  AdmissionSettings admission() {
    return key == null
        ? new AdmissionSettings(
            NAME, ENVIRONMENT, TrustedKeys.NONE, 1, true, ManifestLimits.defaults())
        : admission(key);
  }

  static AdmissionSettings admission(SigningKey... keys) {
    TrustedKeys trusted = TrustedKeys.NONE;
    for (SigningKey each : keys) {
      trusted = trusted.with(each.trusted(""));
    }
    return new AdmissionSettings(NAME, ENVIRONMENT, trusted, 1, false, ManifestLimits.defaults());
  }

  /** Makes these rules the whole set. */
  Push replace(SourceFile... files) {
    return push(edit -> edit.replaceContent(entries(files)), files);
  }

  /** Adds or replaces entries of any kind. */
  Push upsert(List<ManifestEntry> entries, SourceFile... files) {
    return push(edit -> edit.upsert(entries), files);
  }

  Push mode(Mode mode, String... ids) {
    Set<EntryKey> keys = new LinkedHashSet<>();
    for (String id : ids) {
      keys.add(new EntryKey(Kind.RULE, id));
    }
    return push(edit -> edit.setMode(keys, mode, "because"));
  }

  Push rollback(Push to, SourceFile... files) {
    return push(edit -> edit.rollback(to.manifest()), files);
  }

  /** The next manifest follows {@code push}, whatever came after it. */
  Pusher at(Push push) {
    last = push.manifest();
    lastHash = push.hash();
    return this;
  }

  /** One rule of one file. */
  static ManifestEntry entry(Kind kind, SourceFile file) {
    String text = new String(file.content(), StandardCharsets.UTF_8);
    Matcher id = ID.matcher(text);
    return ManifestEntry.enabled(
        kind,
        id.find() ? id.group(1) : file.path(),
        file.pack(),
        file.path(),
        Hashes.sha256(file.content()));
  }

  static List<ManifestEntry> entries(SourceFile... files) {
    List<ManifestEntry> entries = new ArrayList<>();
    for (SourceFile file : files) {
      entries.add(entry(Kind.RULE, file));
    }
    return entries;
  }

  private Push push(Function<ManifestEdit, EditResult> change, SourceFile... files) {
    ManifestAuthor author =
        new ManifestAuthor("me", Instant.parse("2026-11-22T08:00:00Z"), "a change", "", "");
    ManifestLimits limits = ManifestLimits.defaults();
    ManifestEdit edit =
        last == null
            ? ManifestEdit.first(name, environment, author, limits)
            : ManifestEdit.of(last, lastHash, author, limits);
    EditResult result = change.apply(edit);
    if (!(result instanceof EditResult.Edited edited)) {
      throw new IllegalStateException("no edit: " + result);
    }
    Envelope unsigned = Envelope.of(edited.manifest());
    Envelope envelope = key == null ? unsigned : unsigned.signedBy(key);
    List<ControlRecord> blobs = new ArrayList<>();
    for (SourceFile file : files) {
      String sha256 = Hashes.sha256(file.content());
      blobs.add(new ControlRecord(bytes("blob/" + sha256), file.content()));
    }
    last = edited.manifest();
    lastHash = envelope.hash();
    return new Push(edited.manifest(), envelope.hash(), blobs, envelope.toJson());
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
