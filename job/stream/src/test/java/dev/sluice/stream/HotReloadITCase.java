package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.RuleStatus.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class HotReloadITCase {
  private static final int PARALLELISM = 2;

  @TempDir private Path directory;
  private final Recording recording = new Recording();
  private Path any = Path.of("unset");
  private Path certutil = Path.of("unset");

  @BeforeEach
  void startWithOneRule() throws IOException {
    any = directory.resolve("rules/any.yml");
    certutil = directory.resolve("rules/sub/certutil.yml");
    Samples.write(any, Samples.ANY_PROCESS);
  }

  @Test
  void rulesAreEditedAddedBrokenAndDeletedWhileEventsFlow() throws Exception {
    try (LocalJob job = LocalJob.start(options().build(), recording)) {
      Recording.await("events flow", () -> !recording.copyOfAlerts().isEmpty());
      addARule();
      editARule();
      breakARule();
      deleteARule();
      job.stopWithSavepoint(directory.resolve("savepoints").toString());
      assertEveryEventWasJudgedOnce(job.await());
    }
    assertThat(recording.problems).hasSize(1);
    assertThat(recording.problems.get(0).toString()).contains("certutil.yml:13:");
  }

  private void addARule() throws Exception {
    Samples.write(certutil, Samples.CERTUTIL);
    awaitActive(2);
    Recording.await("the added rule fires", () -> high() > 0);
  }

  private void editARule() throws Exception {
    Samples.write(any, Samples.ANY_PROCESS.replace("Any Process", "Every Process"));
    awaitActive(3);
    Recording.await("the edited rule fires", () -> titled("Every Process") > 0);
  }

  private void breakARule() throws Exception {
    Samples.write(certutil, Samples.CERTUTIL.replace("|contains", "|contain"));
    Recording.await("the broken rule is reported", () -> !recording.problems.isEmpty());
    long before = high();
    Recording.await("its last version stays in force", () -> high() > before + 3);
  }

  private void deleteARule() throws Exception {
    Files.delete(certutil);
    awaitActive(5);
    long last = high();
    int judged = recording.copyOfAlerts().size();
    Recording.await("events go on", () -> recording.copyOfAlerts().size() > judged + 300);
    assertThat(high()).isEqualTo(last);
  }

  @Test
  void aRestoredJobGoesOnWithTheRulesItHadAndTakesUpWhatHasChangedMeanwhile() throws Exception {
    JobOptions.Builder options = options();
    String savepoint;
    try (LocalJob job = LocalJob.start(options.build(), recording)) {
      Samples.write(certutil, Samples.CERTUTIL);
      awaitActive(2);
      savepoint = job.stopWithSavepoint(directory.resolve("savepoints").toString());
      job.await();
    }
    recording.statuses.clear();
    Samples.write(any, Samples.ANY_PROCESS.replace("Any Process", "Every Process"));
    options.directories(new JobOptions.Directories(null, null, null, savepoint));
    try (LocalJob job = LocalJob.start(options.build(), recording)) {
      awaitActive(3);
      Recording.await("the edited rule fires", () -> titled("Every Process") > 0);
      // Whether a subtask says that it judges by the second before the third comes, is a race.
      assertThat(recording.statuses).noneMatch(s -> s.kind() == Kind.ACTIVE && s.version() == 1);
      job.stopWithSavepoint(directory.resolve("savepoints").toString());
      assertThat(job.await().ruleSetVersion()).isEqualTo(3);
    }
    assertThat(recording.alertIds()).doesNotHaveDuplicates();
    assertThat(ordinalsOfAnyProcess()).doesNotHaveDuplicates();
  }

  /** A restart would have set the count of events back. */
  private void assertEveryEventWasJudgedOnce(RunSummary summary) {
    List<Long> ordinals = ordinalsOfAnyProcess();
    assertThat(ordinals).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(ordinals))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, ordinals.size()).boxed().toList());
    assertThat(summary.events()).isEqualTo(ordinals.size());
    assertThat(summary.ruleSetVersion()).isEqualTo(5);
    assertThat(recording.alertIds()).doesNotHaveDuplicates();
  }

  private List<Long> ordinalsOfAnyProcess() {
    return recording.copyOfAlerts().stream()
        .filter(alert -> alert.level().equals("informational"))
        .map(alert -> Recording.json(alert).at("/source/line").asLong())
        .toList();
  }

  private JobOptions.Builder options() throws IOException {
    String events = Samples.write(directory.resolve("e.ndjson"), Samples.processes(200));
    return JobOptions.of(List.of(directory.resolve("rules").toString()), List.of(events))
        .parallelism(PARALLELISM)
        .follow(true)
        .eventsPerSecond(500)
        .ruleInterval(Duration.ofMillis(100));
  }

  private void awaitActive(long version) throws InterruptedException {
    Recording.await(
        "version " + version + " is active everywhere",
        () ->
            recording.statuses.stream()
                    .filter(s -> s.origin().operator().equals(DetectFunction.UID))
                    .filter(s -> s.kind() == Kind.ACTIVE && s.version() == version)
                    .map(status -> status.origin().subtask())
                    .distinct()
                    .count()
                == PARALLELISM);
  }

  private long high() {
    return recording.copyOfAlerts().stream().filter(a -> a.level().equals("high")).count();
  }

  private long titled(String title) {
    return recording.copyOfAlerts().stream()
        .filter(alert -> Recording.json(alert).at("/rule/title").asText().equals(title))
        .count();
  }
}
