package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What is made of the answers of a JobManager, as they were recorded and with one thing changed.
 */
final class JobCheckTest {

  private static final FlinkAnswers RUNNING = new FlinkAnswers("running");
  private static final FlinkAnswers FAILING = new FlinkAnswers("failing");
  private static final Duration QUARTER = Duration.ofMinutes(15);

  private final ObjectNode job = RUNNING.get("job");
  private final ObjectNode exceptions = RUNNING.get("exceptions");
  private final ObjectNode checkpoints = RUNNING.get("checkpoints");
  private final ObjectNode config = RUNNING.get("config");

  @Test
  void aJobThatRunsIsFine() {
    assertThat(symptoms(QUARTER, RUNNING.now())).isEmpty();
    assertThat(symptoms(null, RUNNING.now())).isEmpty();
  }

  @Test
  void aJobWithoutATaskManagerDoesNotRunAndSaysWhy() {
    List<Symptom> symptoms =
        new JobCheck(
                FAILING.get("job"),
                FAILING.get("exceptions"),
                FAILING.get("checkpoints"),
                FAILING.get("config"),
                QUARTER,
                FAILING.now())
            .symptoms();
    assertThat(symptoms)
        .extracting(Symptom::code)
        .containsExactly("JOB_NOT_RUNNING", "JOB_RESTARTED");
    assertThat(symptoms.get(0).subject()).isEqualTo("sluice");
    assertThat(symptoms.get(0).seen()).isEqualTo("the job is RUNNING, and 0 of 12 steps run");
    assertThat(symptoms.get(1).seen())
        .contains("failures in the last 30 min, the last at 2026-")
        .endsWith("Exception");
  }

  @Test
  void aJobThatHasEndedDoesNotRun() {
    job.put("state", "FAILED");
    assertThat(symptoms(QUARTER, RUNNING.now().plusSeconds(3600)))
        .extracting(Symptom::code)
        .containsExactly("JOB_NOT_RUNNING");
  }

  @Test
  void moreThanThreeFailuresAreAnErrorAndOldOnesAreNone() {
    ArrayNode entries = (ArrayNode) exceptions.at("/exceptionHistory/entries");
    for (int count = 1; count <= 4; count++) {
      entries
          .addObject()
          .put("exceptionName", "java.lang.IllegalStateException")
          .put("timestamp", RUNNING.now().toEpochMilli() - count);
      assertThat(symptoms(QUARTER, RUNNING.now()))
          .singleElement()
          .extracting(Symptom::severity)
          .isEqualTo(count > 3 ? "error" : "warning");
    }
    ((ObjectNode) checkpoints.at("/latest/completed"))
        .put("latest_ack_timestamp", RUNNING.now().plusSeconds(3600).toEpochMilli());
    assertThat(symptoms(QUARTER, RUNNING.now().plusSeconds(3600))).isEmpty();
  }

  @Test
  void aCheckpointThatIsOldIsMissed() {
    assertThat(codes(RUNNING.now().plusSeconds(360))).containsExactly("CHECKPOINT_MISSING");
  }

  @Test
  void aCheckpointThatNeverWasIsMissedFiveMinutesAfterTheStart() {
    ((ObjectNode) checkpoints.path("latest")).putNull("completed");
    Instant start = Instant.ofEpochMilli(job.path("start-time").asLong());
    assertThat(codes(start.plusSeconds(299))).isEmpty();
    assertThat(symptoms(QUARTER, start.plusSeconds(301)))
        .singleElement()
        .satisfies(
            symptom -> {
              assertThat(symptom.seen()).endsWith("since the start at " + start);
              assertThat(symptom.expected()).startsWith("one each 10.0 s");
            });
  }

  @Test
  void aFailedCheckpointCountsUntilALaterOneSucceeds() {
    ObjectNode failed =
        ((ObjectNode) checkpoints.path("latest"))
            .putObject("failed")
            .put("failure_timestamp", RUNNING.now().toEpochMilli())
            .put("failure_message", "the store is full");
    failed.put("id", 1);
    assertThat(codes(RUNNING.now())).isEmpty();
    failed.put("id", 1_000_000);
    assertThat(symptoms(QUARTER, RUNNING.now()))
        .singleElement()
        .satisfies(
            symptom -> {
              assertThat(symptom.code()).isEqualTo("CHECKPOINT_FAILED");
              assertThat(symptom.seen()).endsWith("the store is full");
            });
  }

  @Test
  void aSlowCheckpointIsAWarningWithItsSize() {
    ((ObjectNode) checkpoints.at("/latest/completed"))
        .put("end_to_end_duration", 121_000)
        .put("state_size", 5 << 20);
    assertThat(symptoms(QUARTER, RUNNING.now()))
        .extracting(symptom -> symptom.code() + " " + symptom.seen())
        .containsExactly("CHECKPOINT_SLOW the last checkpoint took 121.0 s for 5.0 MiB");
  }

  @Test
  void transactionsOutliveTheCheckpointThatCommitsThem() {
    config.put("interval", 30_000).put("timeout", 300_000);
    assertThat(symptoms(Duration.ofSeconds(330), RUNNING.now())).isEmpty();
    assertThat(symptoms(Duration.ofSeconds(329), RUNNING.now()))
        .singleElement()
        .satisfies(
            symptom -> {
              assertThat(symptom.code()).isEqualTo("TRANSACTION_SHORT");
              assertThat(symptom.remedy()).contains("--transaction-timeout 660s");
            });
  }

  @Test
  void ofJobsOfOneNameTheOneThatRunsIsLookedAt() {
    ObjectNode overview = RUNNING.get("overview");
    String id = job.path("jid").asText();
    assertThat(JobCheck.find(overview, "sluice")).isEqualTo(id);
    assertThat(JobCheck.find(overview, "other")).isNull();
    ArrayNode jobs = (ArrayNode) overview.path("jobs");
    JsonNode running = jobs.get(0);
    jobs.removeAll();
    add(jobs, "early", "FAILED", 1);
    add(jobs, "late", "FAILED", 3);
    add(jobs, "middle", "CANCELED", 2);
    assertThat(JobCheck.find(overview, "sluice")).isEqualTo("late");
    jobs.add(running);
    add(jobs, "last", "FAILED", Long.MAX_VALUE);
    assertThat(JobCheck.find(overview, "sluice")).isEqualTo(id);
  }

  private static void add(ArrayNode jobs, String id, String state, long start) {
    jobs.addObject()
        .put("jid", id)
        .put("name", "sluice")
        .put("state", state)
        .put("start-time", start);
  }

  private List<String> codes(Instant now) {
    return symptoms(QUARTER, now).stream().map(Symptom::code).toList();
  }

  private List<Symptom> symptoms(@Nullable Duration transactionTimeout, Instant now) {
    return new JobCheck(job, exceptions, checkpoints, config, transactionTimeout, now).symptoms();
  }
}
