package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.ManifestChain.Signed;
import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.match.RuleSetSource;
import dev.sluice.engine.sigma.Hashes;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.control.ControlKey;
import dev.sluice.stream.control.EditResult;
import dev.sluice.stream.control.ManifestEdit;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.RuleSetManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/** Makes pushes of large rule sets; unlike {@link RulePusher} it judges by none of them. */
final class SetPusher {
  private final ManifestChain chain = new ManifestChain("bench");
  private final ControlTopic topic;
  private final Map<SourceFile, ManifestEntry> known = new HashMap<>();

  SetPusher(ControlTopic topic) {
    this.topic = topic;
  }

  /** A push: what the job has forgotten or never had, then the manifest. */
  record Proposal(
      long version, String hash, Map<String, byte[]> blobs, ControlKey key, byte[] envelope) {}

  /** A set of all documents of {@code files}, which must compile. */
  Proposal replaceAll(List<SourceFile> files) {
    List<ManifestEntry> entries = entries(files);
    return propose(edit -> edit.replaceContent(entries), files);
  }

  /** Number of rules, correlations and filters in {@code files}. */
  static int documents(List<SourceFile> files) {
    return entries(files).size();
  }

  private static List<ManifestEntry> entries(List<SourceFile> files) {
    return files.stream().flatMap(file -> RulePusher.entries(file).stream()).toList();
  }

  /** The files of one rule each under {@code path} that compile. */
  List<SourceFile> load(Path path) throws IOException {
    List<SourceFile> files = RuleFiles.load(path).files();
    CompiledRuleSet compiled = TestRules.compiler().compile("all", 1, RuleSetSource.of(files));
    Map<String, List<String>> ids = new HashMap<>();
    for (CompiledRule rule : compiled.ruleSet().rules()) {
      ids.computeIfAbsent(rule.header().file(), file -> new ArrayList<>()).add(rule.id());
    }
    List<SourceFile> single = new ArrayList<>();
    for (SourceFile file : files) {
      List<String> found = ids.getOrDefault(file.name(), List.of());
      if (found.size() == 1) {
        known.put(file, RulePusher.entry(found.get(0), file));
        single.add(file);
      }
    }
    return single;
  }

  void writeTrustedKeys(Path file) throws IOException {
    chain.writeTrustedKeys(file);
  }

  Proposal replace(List<SourceFile> files) {
    List<ManifestEntry> entries = files.stream().map(this::entry).toList();
    return propose(edit -> edit.replaceContent(entries), files);
  }

  Proposal upsert(SourceFile file) {
    List<ManifestEntry> entries = List.of(entry(file));
    return propose(edit -> edit.upsert(entries), List.of(file));
  }

  void send(Proposal proposal) throws ExecutionException, InterruptedException {
    topic.send(proposal);
  }

  private ManifestEntry entry(SourceFile file) {
    return known.computeIfAbsent(file, RulePusher::entry);
  }

  private Proposal propose(Function<ManifestEdit, EditResult> change, List<SourceFile> files) {
    RuleSetManifest before = chain.last();
    Signed signed = chain.next(change);
    Map<String, byte[]> blobs = new LinkedHashMap<>();
    files.forEach(file -> blobs.put(Hashes.sha256(file.content()), file.content()));
    if (before != null) {
      before.entries().forEach(entry -> blobs.remove(entry.sha256()));
    }
    String hash = signed.envelope().hash();
    ControlKey place = ControlKey.Proposal.of(signed.manifest(), hash);
    return new Proposal(
        signed.manifest().version(), hash, blobs, place, signed.envelope().toJson());
  }
}
