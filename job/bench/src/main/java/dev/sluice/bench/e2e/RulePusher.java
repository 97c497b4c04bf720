package dev.sluice.bench.e2e;

import dev.sluice.engine.sigma.Hashes;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.control.EditResult;
import dev.sluice.stream.control.Envelope;
import dev.sluice.stream.control.ManifestAuthor;
import dev.sluice.stream.control.ManifestEdit;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Kind;
import dev.sluice.stream.control.ManifestLimits;
import dev.sluice.stream.control.RuleSetManifest;
import dev.sluice.stream.control.SigningKey;
import dev.sluice.stream.control.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes one manifest after the other and signs it; {@link ControlTopic} takes them. */
final class RulePusher {
  static final String ENVIRONMENT = "e2e";

  private static final String RULE_SET = "default";

  private final SigningKey key = SigningKey.generate();
  private final Map<String, byte[]> contents = new HashMap<>();
  private final List<RuleVersion> versions = new ArrayList<>();

  /**
   * A rule set on its way to the topic.
   *
   * @param blobs files that the set before does not name: the job has forgotten all others
   */
  record Push(RuleVersion version, Map<String, byte[]> blobs, byte[] envelope) {

    String hash() {
      return version.hash();
    }

    long number() {
      return version.number();
    }
  }

  /** Writes the file of public keys that the job is started with. */
  void writeTrustedKeys(Path file) throws IOException {
    Files.write(file, TrustedKeys.NONE.with(key.trusted("e2e")).toJson());
  }

  /** What was pushed as {@code version}. */
  RuleVersion version(long version) {
    return versions.get(Math.toIntExact(version) - 1);
  }

  /** Makes {@code files}, of one rule each, the whole set. */
  Push replace(List<SourceFile> files) {
    List<ManifestEntry> entries = files.stream().map(RulePusher::entry).toList();
    return push(edit -> edit.replaceContent(entries), files);
  }

  /** Adds or replaces {@code entries}, of {@code files}. */
  Push upsert(List<ManifestEntry> entries, List<SourceFile> files) {
    return push(edit -> edit.upsert(entries), files);
  }

  Push rollback(RuleVersion to) {
    return push(edit -> edit.rollback(to.manifest()), List.of());
  }

  /** The entry of the only rule of {@code file}. */
  static ManifestEntry entry(SourceFile file) {
    Header header = TestRules.header(file);
    String sha256 = Hashes.sha256(file.content());
    return ManifestEntry.enabled(Kind.RULE, header.id(), file.pack(), file.path(), sha256);
  }

  private Push push(Function<ManifestEdit, EditResult> change, List<SourceFile> files) {
    files.forEach(file -> contents.put(Hashes.sha256(file.content()), file.content()));
    if (!(change.apply(edit()) instanceof EditResult.Edited edited)) {
      throw new IllegalStateException("a push that is none");
    }
    Envelope envelope = Envelope.of(edited.manifest()).signedBy(key);
    RuleVersion version = RuleVersion.of(edited.manifest(), envelope.hash(), contents);
    Map<String, byte[]> blobs = blobs(edited.manifest());
    versions.add(version);
    return new Push(version, blobs, envelope.toJson());
  }

  private Map<String, byte[]> blobs(RuleSetManifest manifest) {
    Map<String, byte[]> blobs = new HashMap<>(contents);
    blobs.keySet().retainAll(manifest.entries().stream().map(ManifestEntry::sha256).toList());
    if (!versions.isEmpty()) {
      List<ManifestEntry> before = versions.get(versions.size() - 1).manifest().entries();
      blobs.keySet().removeAll(before.stream().map(ManifestEntry::sha256).toList());
    }
    return blobs;
  }

  private ManifestEdit edit() {
    ManifestAuthor author = new ManifestAuthor("e2e", Instant.now(), "end to end", "", "");
    ManifestLimits limits = ManifestLimits.defaults();
    if (versions.isEmpty()) {
      return ManifestEdit.first(RULE_SET, ENVIRONMENT, author, limits);
    }
    RuleVersion last = versions.get(versions.size() - 1);
    return ManifestEdit.of(last.manifest(), last.hash(), author, limits);
  }
}
