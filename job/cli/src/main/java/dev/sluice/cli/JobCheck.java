package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.cli.Symptom.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a job runs and its checkpoints succeed, by what Flink's REST API says of it. Knows no
 * connection.
 *
 * @param job of {@code /jobs/ID}
 * @param exceptions of {@code /jobs/ID/exceptions}
 * @param checkpoints of {@code /jobs/ID/checkpoints}
 * @param settings of {@code /jobs/ID/checkpoints/config}
 * @param transactionTimeout of the job's transactions; null when it is not known
 */
record JobCheck(
    JsonNode job,
    JsonNode exceptions,
    JsonNode checkpoints,
    JsonNode settings,
    @Nullable Duration transactionTimeout,
    Instant now) {

  private static final Duration RECENT = Duration.ofMinutes(30);
  private static final int MANY_FAILURES = 3;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final Duration SLOW = Duration.ofMinutes(2);
  private static final String RUN_BOOK = " in deploy/README.md";
  private static final double MEBIBYTE = 1 << 20;

  /** Of {@code /jobs/overview} the job of that name that runs, else the one that began last. */
  static @Nullable String find(JsonNode overview, String name) {
    JsonNode found = null;
    for (JsonNode job : overview.path("jobs")) {
      if (job.path("name").asText().equals(name) && isBetter(job, found)) {
        found = job;
      }
    }
    return found == null ? null : found.path("jid").asText();
  }

  private static boolean isBetter(JsonNode job, @Nullable JsonNode than) {
    if (than == null || isRunning(job) != isRunning(than)) {
      return than == null || isRunning(job);
    }
    return job.path("start-time").asLong() > than.path("start-time").asLong();
  }

  private static boolean isRunning(JsonNode job) {
    return job.path("state").asText().equals("RUNNING");
  }

  /** Flink calls a job RUNNING that waits for a TaskManager, too. */
  List<Symptom> symptoms() {
    List<Symptom> symptoms = new ArrayList<>();
    long running = job.at("/status-counts/RUNNING").asLong();
    long steps = job.path("vertices").size();
    boolean runs = isRunning(job) && running == steps;
    if (!runs) {
      symptoms.add(
          Symptom.error(
              Code.JOB_NOT_RUNNING,
              name(),
              "the job is %s, and %d of %d steps run"
                  .formatted(job.path("state").asText(), running, steps),
              "RUNNING with all steps",
              "SluiceNotRunning" + RUN_BOOK));
    }
    failures(symptoms);
    if (runs) {
      pause(symptoms);
      failedCheckpoint(symptoms);
      slowCheckpoint(symptoms);
    }
    transactions(symptoms);
    return symptoms;
  }

  private void failures(List<Symptom> symptoms) {
    List<JsonNode> recent = new ArrayList<>();
    for (JsonNode failure : exceptions.at("/exceptionHistory/entries")) {
      if (time(failure, "timestamp").plus(RECENT).isAfter(now)) {
        recent.add(failure);
      }
    }
    recent.stream()
        .max(Comparator.comparing(failure -> time(failure, "timestamp")))
        .ifPresent(last -> symptoms.add(failures(recent.size(), last)));
  }

  private Symptom failures(int count, JsonNode last) {
    String seen =
        "%d failures in the last %d min, the last at %s: %s"
            .formatted(
                count,
                RECENT.toMinutes(),
                time(last, "timestamp"),
                last.path("exceptionName").asText());
    String remedy =
        "SluiceRestarting" + RUN_BOOK + "; if it began with a rule set: sluice rollback";
    return count > MANY_FAILURES
        ? Symptom.error(Code.JOB_RESTARTED, name(), seen, "none", remedy)
        : Symptom.warning(Code.JOB_RESTARTED, name(), seen, "none", remedy);
  }

  private void pause(List<Symptom> symptoms) {
    JsonNode completed = checkpoints.at("/latest/completed");
    boolean never = completed.path("id").isMissingNode();
    Instant since = never ? time(job, "start-time") : time(completed, "latest_ack_timestamp");
    if (since.plus(LONGEST_PAUSE).isBefore(now)) {
      symptoms.add(
          Symptom.error(
              Code.CHECKPOINT_MISSING,
              name(),
              (never
                      ? "no checkpoint was ever completed since the start at "
                      : "no checkpoint was completed since ")
                  + since,
              "one each " + text(interval()) + ": alerts become visible with it",
              "SluiceNoCheckpoint" + RUN_BOOK));
    }
  }

  private void failedCheckpoint(List<Symptom> symptoms) {
    JsonNode failed = checkpoints.at("/latest/failed");
    if (failed.path("id").asLong(-1) > checkpoints.at("/latest/completed/id").asLong(-1)) {
      symptoms.add(
          Symptom.warning(
              Code.CHECKPOINT_FAILED,
              name(),
              "checkpoint %d failed at %s, and none was completed since: %s"
                  .formatted(
                      failed.path("id").asLong(),
                      time(failed, "failure_timestamp"),
                      failed.path("failure_message").asText("no reason is given")),
              "that it succeeds",
              "SluiceNoCheckpoint" + RUN_BOOK));
    }
  }

  private void slowCheckpoint(List<Symptom> symptoms) {
    JsonNode completed = checkpoints.at("/latest/completed");
    Duration took = Duration.ofMillis(completed.path("end_to_end_duration").asLong());
    if (took.compareTo(SLOW) > 0) {
      symptoms.add(
          Symptom.warning(
              Code.CHECKPOINT_SLOW,
              name(),
              String.format(
                  Locale.ROOT,
                  "the last checkpoint took %s for %.1f MiB",
                  text(took),
                  completed.path("state_size").asLong() / MEBIBYTE),
              text(SLOW) + " at most: alerts come as much later",
              "SluiceCheckpointsSlow" + RUN_BOOK));
    }
  }

  /** What a transaction holds is lost when the checkpoint that commits it comes after its end. */
  private void transactions(List<Symptom> symptoms) {
    Duration longest = interval().plusMillis(settings.path("timeout").asLong());
    if (transactionTimeout != null && transactionTimeout.compareTo(longest) < 0) {
      symptoms.add(
          Symptom.error(
              Code.TRANSACTION_SHORT,
              name(),
              "transactions end after " + text(transactionTimeout),
              "more than %s, the interval and the timeout of checkpoints: alerts would be lost"
                  .formatted(text(longest)),
              "start the job with --transaction-timeout %ds, or a lower execution.checkpointing.timeout"
                  .formatted(longest.toSeconds() * 2)));
    }
  }

  private Duration interval() {
    return Duration.ofMillis(settings.path("interval").asLong());
  }

  private String name() {
    return job.path("name").asText();
  }

  private static Instant time(JsonNode node, String key) {
    return Instant.ofEpochMilli(node.path(key).asLong());
  }

  private static String text(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
  }
}
