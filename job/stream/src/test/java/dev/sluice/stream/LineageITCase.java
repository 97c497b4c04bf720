package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lineage in a job of its own: what a join over the whole files gives, and what `eval` does. */
@Timeout(180)
class LineageITCase {
  private static final int EVENTS = 900;

  @TempDir private Path directory;

  private final LineageFleet fleet = new LineageFleet(7, EVENTS);

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 1"})
  void aRunRestoredInTheMiddleGivesWhatTheWholeFilesGive(int before, int after) throws Exception {
    Recording first = new Recording();
    String savepoint;
    try (LocalJob job = LocalJob.start(options(before, 300, null).build(), first)) {
      Recording.await("some alerts", () -> first.copyOfAlerts().size() > EVENTS / 4);
      savepoint = job.stopWithSavepoint(directory.resolve("savepoints").toUri().toString());
      job.await();
    }
    Recording second = new Recording();
    LocalJob.run(options(after, 0, savepoint).build(), second);

    List<Alert> alerts = new ArrayList<>(first.copyOfAlerts());
    assertThat(alerts).hasSizeLessThan(fleet.expected().size());
    alerts.addAll(second.copyOfAlerts());
    assertThat(alerts.stream().map(LineageFleet::said))
        .containsExactlyInAnyOrderElementsOf(fleet.expected());
    assertThat(alerts.stream().map(Alert::alertId))
        .containsExactlyInAnyOrderElementsOf(Samples.reference(options(1, 0, null).build()));
  }

  @Test
  void withoutItNothingIsFilledIn() throws Exception {
    Recording recording = new Recording();
    LocalJob.run(options(1, 0, null).lineage(false).build(), recording);
    List<String> said = recording.copyOfAlerts().stream().map(LineageFleet::said).toList();
    assertThat(said).isNotEmpty().allMatch(line -> line.endsWith(" [] false"));
    assertThat(said).noneMatch(line -> line.startsWith("R3") || line.startsWith("R5"));
  }

  private JobOptions.Builder options(int parallelism, double rate, @Nullable String savepoint)
      throws IOException {
    List<String> rules = new ArrayList<>();
    for (int i = 0; i < LineageFleet.RULES.length; i++) {
      Path rule = directory.resolve("rules/" + i + ".yml");
      rules.add(Samples.write(rule, LineageFleet.RULES[i]));
    }
    return JobOptions.of(rules, fleet.write(directory.resolve("events")))
        .parallelism(parallelism)
        .eventsPerSecond(rate)
        // No task ends with a periodic checkpoint at the moment of the savepoint.
        .checkpointInterval(rate > 0 ? Duration.ofMinutes(10) : Duration.ofSeconds(1))
        .directories(new JobOptions.Directories(null, null, null, savepoint));
  }
}
