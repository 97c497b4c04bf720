package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(180)
class SavepointITCase {
  private static final int EVENTS = 600;

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"2, 3", "3, 1", "1, 2"})
  void aRunRestoredInTheMiddleGivesWhatAnUninterruptedRunGives(int before, int after)
      throws Exception {
    Recording first = new Recording();
    String savepoint;
    try (LocalJob job = LocalJob.start(options(before, 150, null), first)) {
      Recording.await("some alerts", () -> first.copyOfAlerts().size() > EVENTS / 4);
      savepoint = job.stopWithSavepoint(directory.resolve("savepoints").toUri().toString());
      job.await();
    }
    Recording second = new Recording();
    RunSummary summary = LocalJob.run(options(after, 0, savepoint), second);

    List<String> ids = new ArrayList<>(first.alertIds());
    assertThat(ids).hasSizeLessThan(EVENTS);
    assertThat(summary.events()).isPositive();
    ids.addAll(second.alertIds());
    assertThat(ids).containsExactlyInAnyOrderElementsOf(Samples.reference(options(1, 0, null)));
  }

  private JobOptions options(int parallelism, double rate, @Nullable String savepoint)
      throws IOException {
    String rules = Samples.write(directory.resolve("any.yml"), Samples.ANY_PROCESS);
    // The last file has nothing left when the savepoint is taken: its reader has ended.
    String one = Samples.write(directory.resolve("1.ndjson"), Samples.processes(EVENTS / 2));
    String two = Samples.write(directory.resolve("2.ndjson"), Samples.processes(EVENTS / 2 - 1));
    String three = Samples.write(directory.resolve("3.ndjson"), Samples.processes(1));
    return JobOptions.of(List.of(rules), List.of(one, two, three))
        .parallelism(parallelism)
        .eventsPerSecond(rate)
        // No task ends with a periodic checkpoint at the moment of the savepoint.
        .checkpointInterval(rate > 0 ? Duration.ofMinutes(10) : Duration.ofSeconds(1))
        .directories(new JobOptions.Directories(null, null, null, savepoint))
        .build();
  }
}
