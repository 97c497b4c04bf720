package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.Origin;
import dev.sluice.stream.AuditSamples.Arrival;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Audit records in a job on a cluster give what a join of the whole gives. */
@Timeout(180)
class AuditJoinITCase {
  private static final int EVENTS = 250;

  @TempDir private Path directory;
  private String rules = "";
  private final List<String> files = new ArrayList<>();

  @BeforeEach
  void writeRulesAndRecords() throws IOException {
    rules = Samples.write(directory.resolve("rules/audit.yml"), AuditSamples.RULES);
    Random random = new Random(11);
    List<StringBuilder> lines = List.of(new StringBuilder(), new StringBuilder());
    for (Arrival record : AuditSamples.arrivals(EVENTS, 60_000, random)) {
      lines.get(random.nextInt(2)).append(record.json()).append('\n');
    }
    files.add(Samples.write(directory.resolve("1.ndjson"), lines.get(0).toString()));
    files.add(Samples.write(directory.resolve("2.ndjson"), lines.get(1).toString()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void filesInAnyOrderAreJoinedWhole(int parallelism) throws Exception {
    Recording recording = new Recording();
    RunSummary summary = LocalJob.run(options(parallelism, 0, 2, null), recording);
    assertThat(described(recording)).containsExactlyInAnyOrderElementsOf(expected());
    assertThat(summary.events()).isLessThanOrEqualTo(EVENTS);
    assertThat(recording.undecodable).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 1"})
  void aRunRestoredInTheMiddleJoinsWhatCameBefore(int before, int after) throws Exception {
    Recording first = new Recording();
    String savepoint;
    try (LocalJob job = LocalJob.start(options(before, 100, 2, null), first)) {
      Recording.await("some alerts", () -> first.copyOfAlerts().size() > 3);
      savepoint = job.stopWithSavepoint(directory.resolve("savepoints").toUri().toString());
      job.await();
    }
    Recording second = new Recording();
    LocalJob.run(options(after, 0, 2, savepoint), second);
    List<String> fired = new ArrayList<>(described(first));
    assertThat(fired).allMatch(alert -> alert.startsWith("Alone"));
    fired.addAll(described(second));
    assertThat(fired).containsExactlyInAnyOrderElementsOf(expected());
  }

  @Test
  void withoutAWaitEachRecordIsJudgedByItself() throws Exception {
    Recording recording = new Recording();
    RunSummary summary = LocalJob.run(options(1, 0, 0, null), recording);
    long records = 0;
    for (String file : files) {
      records += Files.readAllLines(Path.of(file)).size();
    }
    assertThat(summary.events()).isEqualTo(records);
    assertThat(described(recording))
        .anyMatch(alert -> alert.startsWith("Arguments"))
        .noneMatch(alert -> alert.startsWith("Two records"));
  }

  private static List<String> described(Recording recording) {
    return recording.copyOfAlerts().stream().map(AuditSamples::described).toList();
  }

  private List<String> expected() throws IOException {
    List<RawEvent> records = new ArrayList<>();
    for (String file : files) {
      List<String> lines = Files.readAllLines(Path.of(file));
      for (int i = 0; i < lines.size(); i++) {
        Arrival arrival = new Arrival("", "", 0, lines.get(i));
        records.add(arrival.at(Origin.file(file, i + 1)));
      }
    }
    return AuditSamples.expected(records);
  }

  private JobOptions options(
      int parallelism, double rate, int waitSeconds, @Nullable String savepoint) {
    return JobOptions.of(List.of(rules), files)
        .parallelism(parallelism)
        .eventsPerSecond(rate)
        .joinWait(Duration.ofSeconds(waitSeconds))
        // No task ends with a periodic checkpoint at the moment of the savepoint.
        .checkpointInterval(rate > 0 ? Duration.ofMinutes(10) : Duration.ofSeconds(1))
        .directories(new JobOptions.Directories(null, null, null, savepoint))
        .build();
  }
}
