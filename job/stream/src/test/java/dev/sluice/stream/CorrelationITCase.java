package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.correlate.CorrelationAlert;
import dev.sluice.engine.correlate.CorrelationRun;
import dev.sluice.engine.match.AlertWriter;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.RuleIndex;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.stream.EventJudge.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Correlations in a job on a cluster give what the engine alone gives. */
@Timeout(180)
class CorrelationITCase {
  private static final int EVENTS = 600;

  @TempDir private Path directory;
  private String rules = "";
  private final List<String> files = new ArrayList<>();

  @BeforeEach
  void writeRulesAndEvents() throws IOException {
    rules = directory.resolve("rules").toString();
    Samples.write(directory.resolve("rules/any.yml"), Samples.ANY_PROCESS);
    Samples.write(directory.resolve("rules/burst.yml"), CorrelationSamples.BURST);
    Samples.write(directory.resolve("rules/lull.yml"), CorrelationSamples.LULL);
    Samples.write(directory.resolve("rules/bursts.yml"), CorrelationSamples.BURSTS);
    List<String> events =
        new ArrayList<>(IntStream.range(0, EVENTS).mapToObj(Samples::process).toList());
    Collections.shuffle(events, new Random(7));
    files.add(write("1.ndjson", events.subList(0, EVENTS / 2)));
    files.add(write("2.ndjson", events.subList(EVENTS / 2, EVENTS)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void filesInAnyOrderFireAsTheEngineDoes(int parallelism) throws Exception {
    Recording recording = new Recording();
    RunSummary summary = LocalJob.run(options(parallelism, 0, null), recording);
    assertThat(correlated(recording)).containsExactlyInAnyOrderElementsOf(expected());
    assertThat(summary.correlationAlerts()).isEqualTo(expected().size());
    assertThat(summary.alerts()).isEqualTo(EVENTS + expected().size());
    assertThat(summary.correlationsActive()).isEqualTo(3);
    assertThat(summary.signalsTooLate()).isZero();
    assertThat(SharedRuleSets.size()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 1"})
  void aRunRestoredInTheMiddleFiresAsTheEngineDoes(int before, int after) throws Exception {
    Recording first = new Recording();
    String savepoint;
    try (LocalJob job = LocalJob.start(options(before, 150, null), first)) {
      Recording.await("some alerts", () -> first.copyOfAlerts().size() > EVENTS / 4);
      savepoint = job.stopWithSavepoint(directory.resolve("savepoints").toUri().toString());
      job.await();
    }
    Recording second = new Recording();
    LocalJob.run(options(after, 0, savepoint), second);
    List<String> fired = new ArrayList<>(correlated(first));
    fired.addAll(correlated(second));
    assertThat(fired).containsExactlyInAnyOrderElementsOf(expected());
  }

  @Test
  void theEngineFindsSomethingOfEach() throws Exception {
    assertThat(expected())
        .anyMatch(alert -> alert.startsWith("Burst "))
        .anyMatch(alert -> alert.startsWith("Bursts "))
        .anyMatch(alert -> alert.startsWith("Lull "));
  }

  private List<String> correlated(Recording recording) {
    return recording.copyOfAlerts().stream()
        .map(Recording::json)
        .filter(alert -> alert.has("correlation"))
        .map(alert -> alert.at("/rule/title").asText() + " " + alert.path("alertId").asText())
        .toList();
  }

  private List<String> expected() throws IOException {
    JobOptions options = options(1, 0, null);
    RuleSeed seed = RuleSeed.read(JobOptions.RULE_SET, options.rules(), options.ruleSettings());
    RuleSet ruleSet = seed.compilation().set().ruleSet();
    CorrelationRun run = new CorrelationRun(ruleSet.correlations(), false);
    Judge judge =
        RuleIndex.of(ruleSet, seed.compilation().tables(), options.decoding().limits()).newJudge();
    EventJudge events = new EventJudge(new AlertWriter(InstantSource.system()));
    for (String file : files) {
      List<String> lines = java.nio.file.Files.readAllLines(Path.of(file));
      for (int i = 0; i < lines.size(); i++) {
        RawEvent raw = Samples.raw(lines.get(i), file, i + 1);
        if (events.judge(raw, judge) instanceof Outcome.Judged judged) {
          judged.signals().signals().forEach(run::feed);
        }
      }
    }
    return run.finish().stream().map(CorrelationITCase::named).toList();
  }

  private static String named(CorrelationAlert alert) {
    return alert.correlation().header().title() + " " + alert.alertId();
  }

  private String write(String name, List<String> events) throws IOException {
    return Samples.write(directory.resolve(name), String.join("\n", events) + "\n");
  }

  private JobOptions options(int parallelism, double rate, @Nullable String savepoint) {
    return JobOptions.of(List.of(rules), files)
        .parallelism(parallelism)
        .eventsPerSecond(rate)
        // No task ends with a periodic checkpoint at the moment of the savepoint.
        .checkpointInterval(rate > 0 ? Duration.ofMinutes(10) : Duration.ofSeconds(1))
        .directories(new JobOptions.Directories(null, null, null, savepoint))
        .build();
  }
}
