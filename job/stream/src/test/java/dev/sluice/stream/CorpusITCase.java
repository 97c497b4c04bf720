package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real telemetry and the rules of SigmaHQ: needs the folder that the system property sluice.corpus
 * names.
 */
@Timeout(300)
class CorpusITCase {
  private static final List<String> CAPTURES =
      List.of(
          "credential_access__cmd_psexec_lsa_secrets_dump",
          "credential_access__psh_lsass_memory_dump_comsvcs",
          "defense_evasion__cmd_mshta_javascript_getobject_sct",
          "defense_evasion__wmic_remote_xsl_jscript",
          "discovery__cmd_seatbelt_group_user",
          "misc__OfficeActivityEvents",
          "misc__ec2_proxy_s3_exfiltration",
          "misc__syslog_sysmon_log4shell_cve2021_44228_jndi_reference",
          "persistence__covenant_persistwmi",
          "zeek__apt29_day1_SCRANTON-zeek_logs");

  @TempDir private Path directory;
  private final Recording recording = new Recording();

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theJobAndTheEngineAgreeOnRealTelemetry(int parallelism) throws Exception {
    JobOptions options = options().parallelism(parallelism).build();
    RunSummary summary = LocalJob.run(options, recording);
    List<String> expected = Samples.reference(options);
    assertThat(expected).isNotEmpty();
    assertThat(recording.alertIds()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(summary.alerts()).isEqualTo(expected.size());
  }

  @Test
  void theyAgreeWhenTheJobIsRestoredInTheMiddleAtAnotherParallelism() throws Exception {
    List<String> expected = Samples.reference(options().build());
    String savepoint;
    try (LocalJob job =
        LocalJob.start(
            options()
                .parallelism(2)
                .eventsPerSecond(800)
                // No task ends with a periodic checkpoint at the moment of the savepoint.
                .checkpointInterval(Duration.ofMinutes(10))
                .build(),
            recording)) {
      Recording.await("some alerts", () -> recording.copyOfAlerts().size() > expected.size() / 4);
      savepoint = job.stopWithSavepoint(directory.toString());
      job.await();
    }
    assertThat(recording.alertIds()).hasSizeLessThan(expected.size());
    JobOptions.Directories directories = new JobOptions.Directories(null, null, null, savepoint);
    LocalJob.run(options().directories(directories).build(), recording);
    assertThat(recording.alertIds()).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static JobOptions.Builder options() {
    Path corpus = Path.of(System.getProperty("sluice.corpus", ""));
    Path rules = corpus.resolve("sigmahq/sigmahq-rules.zip");
    assumeTrue(Files.isRegularFile(rules), "skipped: the property sluice.corpus names no corpus");
    List<String> events =
        CAPTURES.stream()
            .map(name -> corpus.resolve("telemetry/" + name + ".ndjson.gz").toString())
            .toList();
    return JobOptions.of(List.of(rules.toString()), events);
  }
}
