package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.event.DeadLetter.Reason;
import dev.sluice.engine.yaml.SigmaError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class LocalJobITCase {
  private static final int EVENTS = 500;

  @TempDir private Path directory;
  private final Recording recording = new Recording();
  private String rules = "";
  private String events = "";

  @BeforeEach
  void writeRulesAndEvents() throws IOException {
    rules = directory.resolve("rules").toString();
    Samples.write(directory.resolve("rules/any.yml"), Samples.ANY_PROCESS);
    Samples.write(directory.resolve("rules/certutil.yml"), Samples.CERTUTIL);
    events = Samples.write(directory.resolve("events.ndjson"), Samples.processes(EVENTS));
  }

  @Test
  void aPlainRunGivesTheAlertsOfTheEngineInTheirOrder() throws Exception {
    JobOptions options = options(events).build();
    RunSummary summary = LocalJob.run(options, recording);
    assertThat(recording.alertIds()).isEqualTo(Samples.reference(options));
    assertThat(summary.events()).isEqualTo(EVENTS);
    assertThat(summary.alertsByLevel())
        .isEqualTo(Map.of("informational", (long) EVENTS, "high", EVENTS / 10L));
    assertThat(summary.alerts()).isEqualTo(EVENTS + EVENTS / 10);
    assertThat(summary.rulesActive()).isEqualTo(2);
    assertThat(summary.ruleSetVersion()).isEqualTo(1);
    assertThat(summary.elapsed()).isPositive();
    assertThat(SharedRuleSets.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void filesOfAllKindsGiveTheAlertsOfTheEngine(int parallelism) throws Exception {
    Path gzip = directory.resolve("zipped.jsonl.gz");
    Files.write(gzip, Samples.gzip(Samples.processes(100)));
    String pretty =
        Samples.write(
            directory.resolve("pretty.json"),
            "[\n" + Samples.process(3).replace(",", ",\n ") + ",\n" + Samples.process(4) + "\n]");
    JobOptions options = options(events, gzip.toString(), pretty).parallelism(parallelism).build();
    RunSummary summary = LocalJob.run(options, recording);
    assertThat(recording.alertIds())
        .hasSize(EVENTS + 50 + 100 + 10 + 3)
        .containsExactlyInAnyOrderElementsOf(Samples.reference(options));
    assertThat(summary.events()).isEqualTo(EVENTS + 102);
  }

  @Test
  void whatIsBrokenIsCountedAndReportedAndEverythingElseGoesOn() throws Exception {
    Samples.write(
        directory.resolve("rules/bad.yml"),
        Samples.withId(Samples.CERTUTIL, 1).replace("|contains", "|contain"));
    String oversized = "{\"a\":\"" + "x".repeat(3000) + "\"}";
    String mixed =
        String.join(
            "\n", Samples.process(1), "{broken", oversized, "{\"a\":1}", Samples.process(2));
    String path = Samples.write(directory.resolve("mixed.ndjson"), mixed);
    RunSummary summary =
        LocalJob.run(options(path).decoding(new EventDecoding(null, 2000, 64)).build(), recording);
    assertThat(summary.events()).isEqualTo(5);
    assertThat(summary.unrouted()).isEqualTo(1);
    assertThat(summary.undecodable())
        .isEqualTo(Map.of(Reason.MALFORMED_JSON, 1L, Reason.TOO_LARGE, 1L));
    assertThat(summary.alerts()).isEqualTo(2);
    assertThat(recording.undecodable)
        .extracting(event -> event.origin().position() + " " + event.reason())
        .containsExactlyInAnyOrder("2 MALFORMED_JSON", "3 TOO_LARGE");
    assertThat(summary.rulesRefused()).isEqualTo(1);
    assertThat(summary.rulesActive()).isEqualTo(2);
    assertThat(recording.problems)
        .extracting(SigmaError::toString)
        .hasSize(1)
        .first()
        .asString()
        .contains("bad.yml:13:", "contain");
  }

  @Test
  void standardInputIsRead() throws Exception {
    InputStream before = System.in;
    byte[] input = Samples.processes(20).getBytes(StandardCharsets.UTF_8);
    System.setIn(new ByteArrayInputStream(input));
    try {
      assertThat(LocalJob.run(options("-").build(), recording).events()).isEqualTo(20);
    } finally {
      System.setIn(before);
    }
    assertThat(Recording.json(recording.copyOfAlerts().get(0)).at("/source/file").asText())
        .isEqualTo("-");
  }

  @Test
  void aRunThatFollowsIsCancelledAndStillGivesItsSummary() throws Exception {
    JobOptions options = options(events).follow(true).parallelism(2).eventsPerSecond(2000).build();
    try (LocalJob job = LocalJob.start(options, recording)) {
      Recording.await("the second replay", () -> recording.copyOfAlerts().size() > 2 * EVENTS);
      job.cancel();
      RunSummary summary = job.await();
      assertThat(summary.alerts()).isGreaterThanOrEqualTo(recording.copyOfAlerts().size());
      assertThat(summary.events()).isGreaterThan(EVENTS);
      job.cancel();
    }
    assertThat(recording.alertIds()).doesNotHaveDuplicates();
    assertThat(SharedRuleSets.size()).isZero();
  }

  @Test
  void alertsAndDeadLettersGoToFilesWhereDirectoriesAreNamed() throws Exception {
    String path =
        Samples.write(directory.resolve("mixed.ndjson"), Samples.process(1) + "\n{broken\n");
    Path out = directory.resolve("out");
    JobOptions options =
        options(events, path)
            .directories(
                new JobOptions.Directories(
                    out.resolve("alerts").toString(), out.resolve("dead").toString(), null, null))
            .build();
    LocalJob.run(options, recording);
    assertThat(recording.alerts).isEmpty();
    assertThat(recording.undecodable).isEmpty();
    assertThat(OutputFiles.alertIds(out.resolve("alerts")))
        .containsExactlyInAnyOrderElementsOf(Samples.reference(options));
    assertThat(OutputFiles.lines(out.resolve("dead"))).hasSize(1);
  }

  @Test
  void rulesOrEventsThatAreMissingAreNamedBeforeAnythingStarts() {
    JobOptions noRules = JobOptions.of(List.of(rules + "x"), List.of(events)).build();
    assertThatThrownBy(() -> LocalJob.run(noRules, recording))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(rules + "x");
    assertThatThrownBy(() -> LocalJob.run(options(events + "x").build(), recording))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(events + "x");
    assertThat(SharedRuleSets.size()).isZero();
  }

  @Test
  void aListenerThatThrowsFailsTheJob() {
    RunListener throwing =
        new RunListener() {
          @Override
          public void alert(Alert alert) {
            throw new IllegalStateException("no more paper");
          }
        };
    assertThatThrownBy(() -> LocalJob.run(options(events).build(), throwing))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("no more paper");
  }

  private JobOptions.Builder options(String... files) {
    return JobOptions.of(List.of(rules), List.of(files));
  }
}
