package dev.sluice.cli;

import dev.sluice.engine.sigma.Hashes;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.stream.control.Admission;
import dev.sluice.stream.control.AdmissionResult;
import dev.sluice.stream.control.AdmissionResult.Admitted;
import dev.sluice.stream.control.AdmissionSettings;
import dev.sluice.stream.control.ControlKey;
import dev.sluice.stream.control.InForce;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestLimits;
import dev.sluice.stream.control.Reading;
import dev.sluice.stream.control.Rejection;
import dev.sluice.stream.control.Rejection.Reason;
import dev.sluice.stream.control.RuleCounts;
import dev.sluice.stream.control.StatusOrigin;
import dev.sluice.stream.control.StatusRecord;
import dev.sluice.stream.control.StatusRecord.Kind;
import dev.sluice.stream.control.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers on the topics as the job does, without judging any event: it admits, forgets the files
 * that no set in force names, rejects what holds the word BROKEN, and acknowledges.
 */
final class FakeJob implements AutoCloseable {

  static final int PARALLELISM = 2;

  private final Broker broker;
  private final String prefix;
  private final Admission admission;
  private final String incarnation = UUID.randomUUID().toString();
  private final Set<Integer> silent = ConcurrentHashMap.newKeySet();
  private final Map<String, byte[]> pending = new HashMap<>();
  private final Map<String, byte[]> held = new HashMap<>();
  private final Thread thread = new Thread(this::run, "fake-job");
  private volatile boolean ended;
  private @Nullable InForce inForce;

  private FakeJob(Broker broker, String prefix, AdmissionSettings settings) {
    this.broker = broker;
    this.prefix = prefix;
    this.admission = new Admission(settings);
  }

  /** A job that wants no signatures. */
  static FakeJob start(Broker broker, String prefix) {
    return start(broker, prefix, TrustedKeys.NONE);
  }

  /** A job that wants one of {@code trusted}; none when there are none. */
  static FakeJob start(Broker broker, String prefix, TrustedKeys trusted) {
    boolean unsigned = trusted.keys().isEmpty();
    AdmissionSettings settings =
        new AdmissionSettings(
            "default", "default", trusted, 1, unsigned, ManifestLimits.defaults());
    FakeJob job = new FakeJob(broker, prefix, settings);
    job.thread.start();
    return job;
  }

  /** This subtask acknowledges nothing from now on. */
  void silence(int subtask) {
    silent.add(subtask);
  }

  private void run() {
    try (KafkaConsumer<byte[], byte[]> control = broker.consumer(prefix + "control")) {
      while (!ended) {
        control.poll(Duration.ofMillis(20)).forEach(record -> take(record.key(), record.value()));
      }
    }
  }

  private void take(byte[] key, byte @Nullable [] value) {
    if (value == null || !(ControlKey.parse(key) instanceof Reading.Valid<ControlKey> valid)) {
      return;
    }
    if (valid.value() instanceof ControlKey.Blob blob) {
      pending.put(blob.sha256(), value);
    } else if (valid.value() instanceof ControlKey.Proposal proposal) {
      judge(proposal, value);
    }
  }

  private void judge(ControlKey.Proposal key, byte[] envelope) {
    AdmissionResult result = admission.admit(key, envelope, inForce);
    if (result instanceof Rejection rejection) {
      reject(rejection, key, List.of());
    } else if (result instanceof Admitted admitted) {
      Map<String, byte[]> contents = new HashMap<>(held);
      contents.putAll(pending);
      judge(admitted, key, envelope, contents);
    }
  }

  private void judge(
      Admitted admitted, ControlKey.Proposal key, byte[] envelope, Map<String, byte[]> contents) {
    List<SigmaError> errors = new ArrayList<>();
    for (ManifestEntry entry : admitted.manifest().entries()) {
      byte[] content = contents.get(entry.sha256());
      if (content == null) {
        reject(new Rejection(Reason.MISSING_BLOB, entry.path()), key, List.of());
        return;
      }
      if (new String(content, StandardCharsets.UTF_8).contains("BROKEN")) {
        String file = entry.pack() + "/" + entry.path();
        errors.add(
            SigmaError.at(file, new Position(3, 7), ErrorCode.BAD_ID, "it is broken", "mend it")
                .in(entry.id(), null));
      }
    }
    if (!errors.isEmpty()) {
      reject(new Rejection(Reason.COMPILE_ERROR, errors.size() + " errors"), key, errors);
      return;
    }
    pending.clear();
    held.keySet()
        .retainAll(admitted.manifest().entries().stream().map(ManifestEntry::sha256).toList());
    admitted
        .manifest()
        .entries()
        .forEach(entry -> held.put(entry.sha256(), content(entry, contents)));
    accept(admitted, envelope);
  }

  private static byte[] content(ManifestEntry entry, Map<String, byte[]> contents) {
    byte[] content = contents.get(entry.sha256());
    if (content == null || !Hashes.sha256(content).equals(entry.sha256())) {
      throw new IllegalStateException("another content of " + entry);
    }
    return content;
  }

  private void accept(Admitted admitted, byte[] envelope) {
    inForce = new InForce(admitted.manifest().version(), admitted.hash());
    int count = admitted.manifest().entries().size();
    broker.send(prefix + "rulesets", admitted.manifest().name(), envelope);
    say(
        StatusRecord.of(
                Kind.ACCEPTED,
                admitted.manifest().name(),
                admitted.manifest().version(),
                admitted.hash(),
                new StatusOrigin(incarnation, "rollout", 0, 1),
                Instant.now())
            .counting(new RuleCounts(count, 0, 0, 0)));
    for (int subtask = 0; subtask < PARALLELISM; subtask++) {
      if (!silent.contains(subtask)) {
        acknowledge(Kind.ACTIVE, subtask, admitted);
      }
    }
  }

  private void acknowledge(Kind kind, int subtask, Admitted admitted) {
    for (String operator : StatusOrigin.READERS) {
      say(
          StatusRecord.of(
              kind,
              admitted.manifest().name(),
              admitted.manifest().version(),
              admitted.hash(),
              new StatusOrigin(incarnation, operator, subtask, PARALLELISM),
              Instant.now()));
    }
  }

  private void reject(Rejection why, ControlKey.Proposal key, List<SigmaError> errors) {
    say(
        StatusRecord.rejected(
                why,
                key.name(),
                key.version(),
                key.hash(),
                new StatusOrigin(incarnation, "rollout", 0, 1),
                Instant.now())
            .withErrors(errors));
  }

  private void say(StatusRecord record) {
    broker.send(prefix + "status", record.ruleSet(), record.toJson());
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    thread.join();
  }
}
