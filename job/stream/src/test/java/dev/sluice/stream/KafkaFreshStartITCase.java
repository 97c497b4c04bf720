package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.Pusher.ControlRecord;
import dev.sluice.stream.Pusher.Push;
import dev.sluice.stream.control.ManifestEntry.Mode;
import dev.sluice.stream.control.Rejection.Reason;
import dev.sluice.stream.control.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job without state finds the rule set in force again, whatever the topics of rules hold. */
class KafkaFreshStartITCase extends KafkaJobCase {
  private static final SourceFile ANY = Samples.file("any.yml", Samples.ANY_PROCESS);
  private static final SourceFile CERTUTIL = Samples.file("certutil.yml", Samples.CERTUTIL);
  private static final String ANY_ID = Pusher.entries(ANY).get(0).id();

  /** Of a rule set that no job of these tests has. */
  private static final String OF_OTHERS = "proposal/other/1/" + "0".repeat(64);

  @RegisterExtension
  static final MiniClusterExtension FLINK = KafkaJobRun.cluster(KafkaJobRun.PARALLELISM);

  @Test
  void afterAConflictTheSetOfWhoCameFirstIsInForceAndIsBuiltUpon() throws Exception {
    Push base = run().push(pusher.replace(ANY));
    JobClient job = run().start();
    Push mine = run().push(pusher.at(base).replace(CERTUTIL));
    Push theirs = run().push(pusher.at(base).replace(ANY, CERTUTIL));
    Push onTheirs = run().push(pusher.at(theirs).mode(Mode.SHADOW, ANY_ID));
    KafkaJobRun.await("the conflicts", () -> run().rejections().size() == 2);
    assertThat(run().rejections()).containsExactly(Reason.STALE_VERSION, Reason.PARENT_CONFLICT);
    run().awaitStatus("ACTIVE", mine);
    awaitLastRuleSet(mine);
    run().cancel(job);
    run().start();
    KafkaJobRun.await(
        "what lost, again", () -> run().statuses("REJECTED", onTheirs.hash()).size() == 2);
    run().sendEvents(20);
    run().awaitAlerts(2);
    Push next = run().push(pusher.at(mine).replace(ANY, CERTUTIL));
    run().awaitStatus("ACTIVE", next);
    run().sendEvents(20);
    run().awaitAlerts(2 + 22);
    assertThat(run().statuses("ACCEPTED", theirs.hash())).isEmpty();
    assertThat(run().statuses("ACCEPTED", onTheirs.hash())).isEmpty();
  }

  @Test
  void garbageBeforeAndAfterTheFirstSetKeepsNoJobFromStartingNorTheNextPushOut() throws Exception {
    sendGarbage();
    Push first = run().push(pusher.replace(ANY));
    JobClient job = run().start();
    run().awaitStatus("ACTIVE", first);
    int seen = run().rejections().size();
    sendGarbage();
    KafkaJobRun.await("rejections", () -> run().rejections().size() == 2 * seen);
    assertThat(run().rejections()).contains(Reason.MALFORMED, Reason.DAMAGED_BLOB);
    awaitLastRuleSet(first);
    run().cancel(job);
    sendGarbage();
    run().start();
    run().sendEvents(20);
    run().awaitAlerts(20);
    Push second = run().push(pusher.replace(CERTUTIL));
    run().awaitStatus("ACTIVE", second);
  }

  @Test
  void aPushWhoseFilesCameBeforeTheJobAndItsProposalAfterComesIntoForce() throws Exception {
    Push first = run().push(pusher.replace(ANY));
    Push second = pusher.replace(ANY, CERTUTIL);
    second.blobs().forEach(blob -> run().send(run().topics().control(), blob));
    run().start();
    run().awaitStatus("ACTIVE", first);
    run().send(run().topics().control(), second.proposal());
    run().awaitStatus("ACTIVE", second);
  }

  @Test
  void whatCompactionLeavesIsEnough() throws Exception {
    compactOften(run().topics().control(), run().topics().rulesets());
    Push first =
        run().push(pusher.replace(Samples.file("a.yml", Samples.withId(Samples.ANY_PROCESS, 1))));
    JobClient job = run().start();
    Push second = run().push(pusher.replace(ANY));
    Push third = run().push(run().push(pusher.replace(ANY, CERTUTIL)));
    run().awaitStatus("ACTIVE", third);
    awaitLastRuleSet(third);
    run().cancel(job);
    // As sluice prune would.
    run().send(run().topics().control(), first.proposal().key(), null);
    run().send(run().topics().control(), first.blobs().get(0).key(), null);
    Set<String> left = keys(third.records());
    left.add(text(second.proposal().key()));
    KafkaJobRun.await(
        "compaction",
        () -> {
          // Only what is not the newest segment is compacted.
          run().send(run().topics().control(), Pusher.bytes(OF_OTHERS), new byte[1]);
          run().send(run().topics().rulesets(), Pusher.bytes("other"), new byte[1]);
          return isLeft(left, run().topics().control())
              && isLeft(Set.of(Pusher.NAME), run().topics().rulesets());
        });
    run().start();
    run().sendEvents(20);
    run().awaitAlerts(22);
    Push next = run().push(pusher.mode(Mode.DISABLED, ANY_ID));
    run().awaitStatus("ACTIVE", next);
    assertThat(run().rejections()).isEmpty();
  }

  @Test
  void keysAreRotatedByAJobThatTrustsBothAndThenByOneThatTrustsTheNew() throws Exception {
    SigningKey old = SigningKey.generate();
    SigningKey fresh = SigningKey.generate();
    run().trust(old, fresh);
    Push first = run().push(new Pusher(old).replace(ANY));
    JobClient job = run().start();
    run().awaitStatus("ACTIVE", first);
    awaitLastRuleSet(first);
    run().trust(fresh);
    assertThatThrownBy(() -> run().seed(Duration.ofSeconds(20), false))
        .isInstanceOf(KafkaSeed.NoRuleSetException.class)
        .hasMessageContaining("UNKNOWN_KEY");
    Push second = run().push(new Pusher(fresh).at(first).replace(CERTUTIL));
    run().awaitStatus("ACTIVE", second);
    awaitLastRuleSet(second);
    run().cancel(job);
    run().start();
    Push late = run().push(new Pusher(old).at(second).replace(ANY));
    Push third = run().push(new Pusher(fresh).at(second).replace(ANY, CERTUTIL));
    run().awaitStatus("ACTIVE", third);
    assertThat(run().rejections()).containsExactly(Reason.UNKNOWN_KEY);
    assertThat(run().statuses("REJECTED", late.hash())).hasSize(1);
    run().sendEvents(20);
    run().awaitAlerts(22);
  }

  private void sendGarbage() {
    byte[] deep = Pusher.bytes("[".repeat(100_000));
    String nothing = "0".repeat(64);
    List<ControlRecord> garbage =
        List.of(
            new ControlRecord(Pusher.bytes("garbage"), Pusher.bytes("garbage")),
            new ControlRecord(new byte[0], new byte[0]),
            new ControlRecord(new byte[] {(byte) 0xFF}, new byte[] {1}),
            new ControlRecord(Pusher.bytes("blob/" + nothing), ANY.content()),
            new ControlRecord(Pusher.bytes("blob/" + "1".repeat(64)), null),
            new ControlRecord(Pusher.bytes("proposal/default/9007199254740991/" + nothing), deep),
            new ControlRecord(Pusher.bytes("proposal/default/2/" + nothing), new byte[0]),
            new ControlRecord(Pusher.bytes(OF_OTHERS), deep));
    garbage.forEach(record -> run().send(run().topics().control(), record));
  }

  private void awaitLastRuleSet(Push push) throws InterruptedException {
    KafkaJobRun.await(
        "the accepted set", () -> Arrays.equals(run().lastRuleSet(), push.envelope()));
  }

  private static void compactOften(String... topics) throws Exception {
    // The cleaner looks around often in the whole broker: no other topic is fit to be cleaned.
    alter(ConfigResource.Type.BROKER, "", Map.of("log.cleaner.backoff.ms", "100"));
    for (String topic : topics) {
      alter(
          ConfigResource.Type.TOPIC,
          topic,
          Map.of(
              "segment.ms",
              "100",
              "min.cleanable.dirty.ratio",
              "0.001",
              "delete.retention.ms",
              "0"));
    }
  }

  private static void alter(ConfigResource.Type type, String name, Map<String, String> settings)
      throws Exception {
    List<AlterConfigOp> changes =
        settings.entrySet().stream()
            .map(e -> new AlterConfigOp(new ConfigEntry(e.getKey(), e.getValue()), OpType.SET))
            .toList();
    KafkaBroker.get()
        .admin()
        .incrementalAlterConfigs(Map.of(new ConfigResource(type, name), changes))
        .all()
        .get();
  }

  /** Whether {@code keys}, each with one value, are all that {@code topic} holds of this job. */
  private static boolean isLeft(Set<String> keys, String topic) {
    Map<String, Long> found =
        KafkaBroker.get().committed(topic).stream()
            .map(ConsumerRecord::key)
            .map(KafkaFreshStartITCase::text)
            .filter(key -> !key.contains("other"))
            .collect(Collectors.groupingBy(key -> key, Collectors.counting()));
    return found.keySet().equals(keys) && found.values().stream().allMatch(count -> count == 1);
  }

  private static Set<String> keys(List<ControlRecord> records) {
    return records.stream()
        .map(record -> text(record.key()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
