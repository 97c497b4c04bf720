package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.stream.Canary;
import dev.sluice.stream.control.CoverageRecord;
import dev.sluice.stream.control.EditResult.Edited;
import dev.sluice.stream.control.Envelope;
import dev.sluice.stream.control.ManifestAuthor;
import dev.sluice.stream.control.ManifestEdit;
import dev.sluice.stream.control.ManifestLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice doctor} and a deployment that is well, and one that is damaged in one place. */
@Timeout(60)
final class DoctorITCase {

  private static final String RULE = Golden.CASES + "/rules/process/account_asks_who_it_is.yml";
  private final Instant longAgo = Instant.now().minus(Duration.ofHours(2));
  private static Broker broker;

  @TempDir private Path folder;
  private String prefix = "";
  private String deployment = "";
  private FlinkAnswers.Server flink;
  private FakeJob job;

  @BeforeAll
  static void startBroker() {
    broker = Broker.start();
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.close();
  }

  @BeforeEach
  void deploy() throws IOException {
    prefix = broker.deploymentTopics();
    deployment = "d" + prefix.replace(".", "");
    flink = new FlinkAnswers("running").serve(deployment);
    job = FakeJob.start(broker, prefix);
    JsonNode pushed = Json.read(bytes(rollout("push", RULE, "--wait").out()));
    for (int subtask = 0; subtask < FakeJob.PARALLELISM; subtask++) {
      say(
          CoverageSamples.record(
              pushed.path("hash").asText(), "i", longAgo, "all", subtask, 3, "Image"));
    }
    work(Instant.now());
    broker.send(prefix + "events", "h", bytes("{}"), longAgo);
    broker.commit(deployment, prefix + "events", 1);
    broker.sendCommitted(deployment + "-output-0-0", prefix + "late", longAgo);
    broker.send(prefix + "alerts", "h", bytes("{}"), longAgo);
    broker.commit(deployment + "-readers", prefix + "alerts", 1);
  }

  @AfterEach
  void stop() throws Exception {
    job.close();
    flink.close();
  }

  @Test
  void aDeploymentThatIsWellHasNoFinding() {
    Outcome outcome = doctor("--flink", flink.address());
    assertThat(outcome.out().lines())
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .contains("\"severity\":\"unknown\",\"code\":\"NOT_CHECKED\"")
                    .contains("--job-user"));
    assertThat(outcome.err()).contains("findings      0 errors, 0 warnings; 1 not checked");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void whatWasNotAskedIsSaidAndNotTakenForFine() {
    Outcome outcome = doctor("--job-user", "job", "-o", "table");
    assertThat(outcome.out())
        .contains("unknown   NOT_CHECKED           job: its state and its checkpoints were not")
        .contains("the brokers have no authorizer");
    Outcome other = doctor("--deployment", "other", "--group-id", deployment);
    assertThat(other.out()).contains("this client sees none of deployment 'other'");
    assertThat(other.exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void topicsAreHeldToWhatTheJobNeeds() {
    broker.set(prefix + "alerts", "max.message.bytes", "1000");
    broker.set(prefix + "status", "retention.ms", "86400000");
    broker.set(prefix + "late", "cleanup.policy", "compact");
    awaitCodes("TOPIC_CLEANUP", "TOPIC_RECORD_SIZE", "TOPIC_RETENTION");
    Outcome csv = doctor("--flink", flink.address(), "-o", "csv");
    assertThat(csv.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(csv.out())
        .startsWith("severity,code,subject,seen,expected,remedy\n")
        .contains("error,TOPIC_CLEANUP," + prefix + "late,cleanup.policy is compact,")
        .contains("--add-config cleanup.policy=delete");
  }

  @Test
  void whatWaitsToBeReadIsAFinding() {
    broker.send(prefix + "events", "h", bytes("{}"), longAgo);
    broker.send(prefix + "alerts", "h", bytes("{}"), longAgo);
    awaitCodes("EVENTS_WAITING", "ALERTS_UNREAD");
  }

  @Test
  void aSubtaskThatJudgesByOtherRulesIsAFindingAndARejectionToo() throws Exception {
    job.silence(1);
    assertThat(rollout("push", edited("level: low"), "--wait=300ms").exitCode())
        .isEqualTo(ExitCode.UNACKNOWLEDGED);
    rollout("push", edited("level: medium # BROKEN"), "--wait");
    assertThat(codes()).contains("RULES_DIFFER", "PROPOSAL_REJECTED");
    assertThat(doctor().out()).contains("not yet subtask 1");
  }

  @Test
  void aJobThatSaysNothingIsAFinding() throws Exception {
    job.close();
    prefix = broker.deploymentTopics();
    broker.send(prefix + "alerts", "h", bytes("{}"));
    broker.commit(deployment + "-readers", prefix + "alerts", 1);
    assertThat(codes()).containsExactly("JOB_SILENT", "NO_RULE_SET");
    work(Instant.now().minusSeconds(600));
    assertThat(doctor().out()).contains("no subtask has spoken since ");
  }

  @Test
  void aSourceThatIsSilentIsAFinding() throws Exception {
    String registry = Golden.CASES + "/rules/registry";
    JsonNode pushed = Json.read(bytes(rollout("push", registry, "--wait").out()));
    for (int subtask = 0; subtask < FakeJob.PARALLELISM; subtask++) {
      say(
          CoverageSamples.record(
              pushed.path("hash").asText(), "j", longAgo.plusSeconds(60), "all", subtask, 3));
    }
    assertThat(codes()).containsExactly("LOG_SOURCE_SILENT");
  }

  @Test
  void aCanaryWhoseRuleMatchesNothingIsAFinding() {
    ManifestAuthor author = new ManifestAuthor("alice", longAgo, "a canary", "", "");
    ManifestEdit edit = ManifestEdit.first("default", "default", author, ManifestLimits.defaults());
    Edited edited = (Edited) edit.upsert(List.of(Manifests.rule(Canary.RULE_ID)));
    broker.send(prefix + "rulesets", "default", Envelope.of(edited.manifest()).toJson());
    assertThat(codes()).contains("CANARY_SILENT");
    work(Instant.now(), "{\"id\":\"" + Canary.RULE_ID + "\",\"matches\":1}");
    assertThat(codes()).doesNotContain("CANARY_SILENT");
  }

  @Test
  void aJobThatFailsIsAFinding() throws Exception {
    flink.close();
    flink = new FlinkAnswers("failing").serve(deployment);
    assertThat(codes()).contains("JOB_NOT_RUNNING", "JOB_RESTARTED");
    Outcome nobody = doctor("--flink", flink.address(), "--deployment", "nobody");
    assertThat(nobody.out()).contains("JOB_MISSING");
    String address = flink.address();
    flink.close();
    assertThat(doctor("--flink", address).out()).contains("does not answer");
  }

  @Test
  void aTopicThatCannotBeReadLeavesOpenWhatItWouldHaveTold() {
    prefix = "nowhere.";
    Outcome outcome = doctor("--timeout", "2s");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(outcome.out())
        .contains("TOPIC_MISSING")
        .contains("\"code\":\"NOT_CHECKED\",\"subject\":\"rules\"");
  }

  @Test
  void aClusterThatDoesNotAnswerIsAFailure() {
    Outcome outcome =
        Outcome.of("doctor", "--bootstrap-server", "127.0.0.1:1", "--timeout", "500ms");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(outcome.err()).contains("127.0.0.1:1 cannot be used");
  }

  private void awaitCodes(String... expected) {
    List<String> codes = codes();
    for (int look = 0; look < 50 && codes.size() < expected.length; look++) {
      codes = codes();
    }
    assertThat(codes).containsExactlyInAnyOrder(expected);
  }

  /** Of errors and warnings. */
  private List<String> codes() {
    return doctor("--flink", flink.address())
        .out()
        .lines()
        .map(line -> Json.read(bytes(line)))
        .filter(symptom -> !symptom.path("severity").asText().equals("unknown"))
        .map(symptom -> symptom.path("code").asText())
        .toList();
  }

  private Outcome doctor(String... more) {
    List<String> args = new ArrayList<>(List.of("doctor"));
    if (!List.of(more).contains("--deployment")) {
      args.addAll(List.of("--deployment", deployment));
    }
    args.addAll(List.of(more));
    return rollout(args.toArray(String[]::new));
  }

  private Outcome rollout(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--bootstrap-server", broker.servers(), "--topic-prefix", prefix));
    return Outcome.of(all.toArray(String[]::new));
  }

  private String edited(String level) throws IOException {
    String text = Files.readString(Path.of(RULE));
    assertThat(text).contains("level: medium");
    Path copy = folder.resolve(Path.of(RULE).getFileName());
    return Files.writeString(copy, text.replace("level: medium", level)).toString();
  }

  /** What a subtask says each minute. */
  private void work(Instant to) {
    work(to, "");
  }

  private void work(Instant to, String rules) {
    broker.send(
        prefix + "metrics",
        "default",
        bytes("{\"ruleSet\":\"default\",\"to\":\"" + to + "\",\"rules\":[" + rules + "]}"));
  }

  private void say(CoverageRecord record) {
    broker.send(prefix + "metrics", record.key(), record.toJson(CoverageRecord.MAX_BYTES));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
