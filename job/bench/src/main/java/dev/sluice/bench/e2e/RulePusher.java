package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.ManifestChain.Signed;
import dev.sluice.bench.e2e.SetPusher.Proposal;
import dev.sluice.engine.sigma.Hashes;
import dev.sluice.engine.sigma.ParsedDocument;
import dev.sluice.engine.sigma.SigmaCorrelation;
import dev.sluice.engine.sigma.SigmaDocument;
import dev.sluice.engine.sigma.SigmaFilter;
import dev.sluice.engine.sigma.SigmaParser;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.YamlLimits;
import dev.sluice.stream.control.ControlKey;
import dev.sluice.stream.control.EditResult;
import dev.sluice.stream.control.ManifestEdit;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Kind;
import dev.sluice.stream.control.RuleSetManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes one manifest after the other and signs it; {@link ControlTopic} takes them. */
final class RulePusher {
  private final ManifestChain chain = new ManifestChain("e2e");
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
    chain.writeTrustedKeys(file);
  }

  /** What was pushed as {@code version}. */
  RuleVersion version(long version) {
    return versions.get(Math.toIntExact(version) - 1);
  }

  /** Makes {@code files} the whole set. */
  Push replace(List<SourceFile> files) {
    List<ManifestEntry> entries = files.stream().flatMap(file -> entries(file).stream()).toList();
    return push(edit -> edit.replaceContent(entries), files);
  }

  /** Adds or replaces {@code entries}, of {@code files}. */
  Push upsert(List<ManifestEntry> entries, List<SourceFile> files) {
    return push(edit -> edit.upsert(entries), files);
  }

  Push rollback(RuleVersion to) {
    return push(edit -> edit.rollback(to.manifest()), List.of());
  }

  /**
   * Makes a set with {@code entries} that the job is to refuse: the next one does not follow it.
   */
  Proposal refused(List<ManifestEntry> entries, List<SourceFile> files) {
    Signed signed = chain.aside(edit -> edit.upsert(entries));
    Map<String, byte[]> blobs = new HashMap<>();
    files.forEach(file -> blobs.put(Hashes.sha256(file.content()), file.content()));
    String hash = signed.envelope().hash();
    return new Proposal(
        signed.manifest().version(),
        hash,
        blobs,
        ControlKey.Proposal.of(signed.manifest(), hash),
        signed.envelope().toJson());
  }

  /** The entry of the only rule of {@code file}. */
  static ManifestEntry entry(SourceFile file) {
    return entry(TestRules.header(file).id(), file);
  }

  /** The entry of the rule {@code id} of {@code file}. */
  static ManifestEntry entry(String id, SourceFile file) {
    return entry(Kind.RULE, id, file);
  }

  private static ManifestEntry entry(Kind kind, String id, SourceFile file) {
    String sha256 = Hashes.sha256(file.content());
    return ManifestEntry.enabled(kind, id, file.pack(), file.path(), sha256);
  }

  /** The entries of all documents of {@code file}, which must be readable. */
  static List<ManifestEntry> entries(SourceFile file) {
    List<ManifestEntry> entries = new ArrayList<>();
    for (ParsedDocument parsed : SigmaParser.parse(file, YamlLimits.DEFAULT).parsed()) {
      SigmaDocument document = parsed.document();
      if (document == null) {
        throw new IllegalStateException("a file of the test is wrong: " + parsed.problems());
      }
      entries.add(entry(kind(document), document.header().id(), file));
    }
    return entries;
  }

  private static Kind kind(SigmaDocument document) {
    if (document instanceof SigmaCorrelation) {
      return Kind.CORRELATION;
    }
    return document instanceof SigmaFilter ? Kind.FILTER : Kind.RULE;
  }

  private Push push(Function<ManifestEdit, EditResult> change, List<SourceFile> files) {
    files.forEach(file -> contents.put(Hashes.sha256(file.content()), file.content()));
    RuleSetManifest before = chain.last();
    Signed signed = chain.next(change);
    RuleVersion version = RuleVersion.of(signed.manifest(), signed.envelope().hash(), contents);
    versions.add(version);
    return new Push(version, blobs(signed.manifest(), before), signed.envelope().toJson());
  }

  private Map<String, byte[]> blobs(RuleSetManifest manifest, @Nullable RuleSetManifest before) {
    Map<String, byte[]> blobs = new HashMap<>(contents);
    blobs.keySet().retainAll(manifest.entries().stream().map(ManifestEntry::sha256).toList());
    if (before != null) {
      blobs.keySet().removeAll(before.entries().stream().map(ManifestEntry::sha256).toList());
    }
    return blobs;
  }
}
