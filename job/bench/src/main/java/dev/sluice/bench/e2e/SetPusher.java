package dev.sluice.bench.e2e;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.match.RuleSetSource;
import dev.sluice.engine.sigma.Hashes;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.control.ControlKey;
import dev.sluice.stream.control.EditResult;
import dev.sluice.stream.control.Envelope;
import dev.sluice.stream.control.ManifestAuthor;
import dev.sluice.stream.control.ManifestEdit;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestLimits;
import dev.sluice.stream.control.RuleSetManifest;
import dev.sluice.stream.control.SigningKey;
import dev.sluice.stream.control.TrustedKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Pushes large rule sets; unlike {@link RulePusher} it judges by none of them. */
final class SetPusher implements AutoCloseable {
  private final SigningKey key = SigningKey.generate();
  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<SourceFile, ManifestEntry> known = new HashMap<>();
  private @Nullable RuleSetManifest last;
  private String lastHash = "";

  SetPusher(String bootstrapServers, String controlTopic) {
    this.topic = controlTopic;
    ByteArraySerializer bytes = new ByteArraySerializer();
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "acks", "all",
                "max.request.size", "4194304"),
            bytes,
            bytes);
  }

  /** A push: what the job has forgotten or never had, then the manifest. */
  record Proposal(
      long version, String hash, Map<String, byte[]> blobs, ControlKey key, byte[] envelope) {}

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
        known.put(file, entry(found.get(0), file));
        single.add(file);
      }
    }
    return single;
  }

  private static ManifestEntry entry(String id, SourceFile file) {
    String sha256 = Hashes.sha256(file.content());
    return ManifestEntry.enabled(ManifestEntry.Kind.RULE, id, file.pack(), file.path(), sha256);
  }

  void writeTrustedKeys(Path file) throws IOException {
    Files.write(file, TrustedKeys.NONE.with(key.trusted("swap")).toJson());
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
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    proposal
        .blobs()
        .forEach((hash, content) -> sent.add(write(new ControlKey.Blob(hash), content)));
    sent.add(write(proposal.key(), proposal.envelope()));
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  private ManifestEntry entry(SourceFile file) {
    return known.computeIfAbsent(file, RulePusher::entry);
  }

  private Future<RecordMetadata> write(ControlKey recordKey, byte[] value) {
    byte[] text = recordKey.text().getBytes(StandardCharsets.UTF_8);
    return producer.send(new ProducerRecord<>(topic, text, value));
  }

  private Proposal propose(Function<ManifestEdit, EditResult> change, List<SourceFile> files) {
    ManifestAuthor author = new ManifestAuthor("swap", Instant.now(), "a change", "", "");
    ManifestLimits limits = ManifestLimits.defaults();
    RuleSetManifest before = last;
    ManifestEdit edit =
        before == null
            ? ManifestEdit.first("default", RulePusher.ENVIRONMENT, author, limits)
            : ManifestEdit.of(before, lastHash, author, limits);
    if (!(change.apply(edit) instanceof EditResult.Edited edited)) {
      throw new IllegalStateException("a push that is none");
    }
    Envelope envelope = Envelope.of(edited.manifest()).signedBy(key);
    Map<String, byte[]> blobs = new LinkedHashMap<>();
    files.forEach(file -> blobs.put(Hashes.sha256(file.content()), file.content()));
    if (before != null) {
      before.entries().forEach(entry -> blobs.remove(entry.sha256()));
    }
    last = edited.manifest();
    lastHash = envelope.hash();
    ControlKey place = ControlKey.Proposal.of(edited.manifest(), envelope.hash());
    return new Proposal(
        edited.manifest().version(), envelope.hash(), blobs, place, envelope.toJson());
  }
}
