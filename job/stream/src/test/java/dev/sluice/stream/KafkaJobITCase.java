package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.Pusher.Push;
import dev.sluice.stream.control.ManifestEntry.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole job between a real broker and a small cluster. */
class KafkaJobITCase extends KafkaJobCase {
  private static final SourceFile ANY = Samples.file("any.yml", Samples.ANY_PROCESS);
  private static final SourceFile CERTUTIL = Samples.file("certutil.yml", Samples.CERTUTIL);
  private static final String ANY_ID = Pusher.entries(ANY).get(0).id();

  @RegisterExtension static final MiniClusterExtension FLINK = KafkaJobRun.cluster(3);

  @Test
  void noEventOvertakesTheRulesAndAPushIsActiveOnEverySubtask() throws Exception {
    run().sendEvents(200);
    Push first = run().push(pusher.replace(ANY));
    run().start();
    run().awaitStatus("ACTIVE", first);
    run().awaitAlerts(200);
    Push second = run().push(pusher.replace(ANY, CERTUTIL));
    run().awaitStatus("ACCEPTED", second);
    run().awaitStatus("ACTIVE", second);
    run().awaitStatus("DURABLE", second);
    run().sendEvents(100);
    run().awaitAlerts(200 + 100 + 10);
    assertThat(run().alertIds()).doesNotHaveDuplicates();
    KafkaJobRun.assertSchema("alert", KafkaJobRun.values(run().topics().alerts()));
    KafkaJobRun.assertSchema("status", KafkaJobRun.values(run().topics().status()));
    KafkaJobRun.await(
        "the accepted set", () -> Arrays.equals(run().lastRuleSet(), second.envelope()));
  }

  @Test
  void aSubtaskWithoutEventsAcknowledgesToo(TestReporter reporter) throws Exception {
    run().push(pusher.replace(ANY));
    run().start();
    for (int i = 0; i < 7 * 20; i += 7) {
      run().sendEvent(Samples.process(i));
    }
    run().awaitAlerts(20);
    int busy =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            host(), JobOptions.MAX_PARALLELISM, KafkaJobRun.PARALLELISM);
    for (Mode mode : List.of(Mode.SHADOW, Mode.ENABLED, Mode.SHADOW, Mode.ENABLED)) {
      Push next = run().push(pusher.mode(mode, ANY_ID));
      run().awaitStatus("ACTIVE", next);
      run().awaitStatus("ACCEPTED", next);
      Instant accepted = at(run().statuses("ACCEPTED", next.hash()).get(0));
      for (JsonNode active : run().statuses("ACTIVE", next.hash())) {
        Duration delay = Duration.between(accepted, at(active));
        assertThat(delay).isLessThan(Duration.ofSeconds(30));
        String who = active.path("operator").asText() + " " + active.path("subtask").asInt();
        String had = active.path("subtask").asInt() == busy ? " had events" : " had none";
        reporter.publishEntry(who + had, delay.toMillis() + " ms");
      }
    }
  }

  @Test
  void modesSendAlertsToTheirTopicsAndARollbackBringsThemBack() throws Exception {
    Push plain = run().push(pusher.replace(ANY, CERTUTIL));
    run().start();
    run().awaitStatus("ACTIVE", plain);
    Push shadow = run().push(pusher.mode(Mode.SHADOW, ANY_ID));
    run().awaitStatus("ACTIVE", shadow);
    run().sendEvents(20);
    run().awaitAlerts(2);
    KafkaJobRun.await(
        "shadow alerts", () -> KafkaJobRun.values(run().topics().alertsShadow()).size() == 20);
    Push disabled = run().push(pusher.mode(Mode.DISABLED, ANY_ID));
    run().awaitStatus("ACTIVE", disabled);
    run().sendEvents(20);
    run().awaitAlerts(4);
    Push back = run().push(pusher.rollback(plain));
    run().awaitStatus("ACTIVE", back);
    run().sendEvents(20);
    run().awaitAlerts(4 + 22);
    assertThat(KafkaJobRun.values(run().topics().alertsShadow())).hasSize(20);
  }

  @Test
  void aFreshStartTakesTheSetLastAcceptedWhateverStandsOnTheControlTopic() throws Exception {
    Push first = run().push(pusher.replace(ANY));
    JobClient job = run().start();
    run().awaitStatus("ACTIVE", first);
    KafkaJobRun.await("the accepted set", () -> run().lastRuleSet() != null);
    job.cancel().get(20, TimeUnit.SECONDS);
    run().push(new Pusher().replace(CERTUTIL));
    run().send(run().topics().control(), Pusher.bytes("garbage"), Pusher.bytes("garbage"));
    Push conflict = run().push(new Pusher(pusher.key()).replace(CERTUTIL));
    assertThat(conflict.version()).isEqualTo(1);
    run().start();
    run().sendEvents(20);
    run().awaitAlerts(20);
  }

  @Test
  void aPushWhileNoJobRunsIsAcceptedByTheNext() throws Exception {
    run().push(pusher.replace(ANY));
    Push second = run().push(pusher.replace(CERTUTIL));
    run().sendEvents(20);
    run().start();
    run().awaitStatus("ACCEPTED", second);
    run().awaitStatus("ACTIVE", second);
    run().awaitAlerts(2);
    KafkaJobRun.await(
        "the accepted set", () -> Arrays.equals(run().lastRuleSet(), second.envelope()));
  }

  @Test
  void aFileThatComesAfterItsManifestIsWaitedForAcrossASavepoint() throws Exception {
    run().push(pusher.replace(ANY));
    JobClient job = run().start();
    Push late = pusher.replace(ANY, CERTUTIL);
    run().send(run().topics().control(), late.proposal());
    run().send(run().topics().control(), late.blobs().get(0));
    Thread.sleep(500);
    String savepoint = run().stop(job);
    run().start(1, savepoint);
    run().send(run().topics().control(), late.blobs().get(1));
    run().awaitStatus("ACTIVE", late, 1);
  }

  @Test
  void everyAlertComesOnceThroughPushesAndASavepointAtAnotherParallelism() throws Exception {
    run().push(pusher.replace(ANY));
    JobClient job = run().start();
    run().sendEvents(300);
    Push second = run().push(pusher.replace(ANY, CERTUTIL));
    run().awaitStatus("ACTIVE", second);
    String savepoint = run().stop(job);
    run().sendEvents(300);
    run().start(3, savepoint);
    run().sendEvents(100);
    KafkaJobRun.await("alerts of any process", () -> run().ofRule(ANY_ID).size() >= 700);
    assertThat(run().ofRule(ANY_ID)).hasSize(700).doesNotHaveDuplicates();
    assertThat(run().alertIds()).doesNotHaveDuplicates();
  }

  @Test
  void withoutARuleSetTheStartFailsAndSaysHowToGoOn() {
    assertThatThrownBy(() -> run().seed(Duration.ofSeconds(2), false))
        .isInstanceOf(KafkaSeed.NoRuleSetException.class)
        .hasMessageContaining("--allow-empty");
  }

  @Test
  void aJobThatMayBeEmptyTakesItsFirstPush() throws Exception {
    run().start(KafkaJobRun.PARALLELISM, null, true);
    Push first = run().push(pusher.replace(ANY));
    run().awaitStatus("ACTIVE", first);
    run().sendEvents(10);
    run().awaitAlerts(10);
  }

  @Test
  void anAlertStormGoesToTheOverflowTopicAndTheRuleIsCalledNoisy() throws Exception {
    run().push(pusher.replace(ANY));
    run().start();
    for (int i = 0; i < 30; i++) {
      run().sendEvent(Samples.process(7));
    }
    run().awaitAlerts(10);
    KafkaJobRun.await(
        "overflow", () -> KafkaJobRun.values(run().topics().alertsOverflow()).size() == 20);
    KafkaJobRun.await("noise", () -> !run().statuses("NOISY", null).isEmpty());
    assertThat(run().statuses("NOISY", null).get(0).path("ruleId").asText()).isEqualTo(ANY_ID);
  }

  @Test
  void whatIsNoEventIsADeadLetter() throws Exception {
    run().push(pusher.replace(ANY));
    run().start();
    run().sendEvent("{\"broken");
    run().sendEvents(5);
    run().awaitAlerts(5);
    KafkaJobRun.await(
        "the dead letter", () -> KafkaJobRun.values(run().topics().deadLetter()).size() == 1);
    KafkaJobRun.assertSchema("dead-letter", KafkaJobRun.values(run().topics().deadLetter()));
  }

  /** The only key of the events that are sent. */
  private String host() {
    Set<String> hosts =
        KafkaJobRun.values(run().topics().alerts()).stream()
            .map(alert -> KafkaJobRun.json(alert).path("host").asText())
            .collect(Collectors.toSet());
    assertThat(hosts).hasSize(1);
    return hosts.iterator().next();
  }

  private static Instant at(JsonNode status) {
    return Instant.parse(status.path("at").asText());
  }
}
