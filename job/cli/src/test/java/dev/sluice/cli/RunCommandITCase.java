package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job through the command line, on a cluster in this process. */
final class RunCommandITCase {

  private static final String RULES = Golden.CASES + "/rules";
  private static final String BROKEN = Golden.CASES + "/broken";
  private static final String MIXED = Golden.CASES + "/events/mixed.ndjson";

  @TempDir private Path directory;

  @Test
  void findsWhatTheEngineAloneFinds() {
    Outcome run =
        Outcome.of("run", "--rules", RULES, BROKEN, "--events", MIXED, "--parallelism", "2");
    Outcome eval = Outcome.of("eval", "--rules", RULES, BROKEN, "--events", MIXED);
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(alertIds(run)).hasSize(4).containsExactlyInAnyOrderElementsOf(alertIds(eval));
    assertThat(run.err())
        .contains("key_twice.yml:9:9: DUPLICATE_KEY")
        .contains("mixed.ndjson:3:63: MALFORMED_JSON")
        .contains(
            "events        9, 2 unreadable (1 MALFORMED_JSON, 1 NOT_AN_OBJECT), 1 without log source")
        .contains("alerts        4 (2 high, 1 medium, 1 low)")
        .contains("4 in force, 4 refused");
  }

  @Test
  void correlatesAsTheEngineAloneDoes() {
    String rules = Golden.CASES + "/correlations";
    String events = Golden.CASES + "/events/logons.ndjson";
    Outcome run = Outcome.of("run", "--rules", rules, "--events", events, "--parallelism", "2");
    Outcome eval = Outcome.of("eval", "--rules", rules, "--events", events);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(alertIds(run)).hasSize(1).containsExactlyElementsOf(alertIds(eval));
    assertThat(run.err()).contains("correlations  2 in force, 1 alerts, 0 events too late");
  }

  @Test
  void theTableIsForPeople() {
    Outcome run = Outcome.of("run", "--rules", RULES, "--events", MIXED, "-o", "table");
    assertThat(run.out())
        .startsWith("TIME ")
        .contains(
            "2026-11-20T09:15:00Z      high           ws08.lab.example          Encoded Command");
  }

  @Test
  void alertsMayGoToFiles() throws IOException {
    Path alerts = directory.resolve("alerts");
    Outcome run =
        Outcome.of("run", "--rules", RULES, "--events", MIXED, "--alerts", alerts.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).isEmpty();
    try (Stream<Path> files = Files.walk(alerts)) {
      List<Path> written = files.filter(Files::isRegularFile).toList();
      long lines = 0;
      for (Path file : written) {
        lines += Files.readAllLines(file, StandardCharsets.UTF_8).size();
      }
      assertThat(lines).isEqualTo(4);
    }
  }

  @Test
  void alertsMayBeSaidInTheWordsOfOthers() throws IOException {
    Outcome eval = Outcome.of("eval", "--rules", RULES, "--events", MIXED);
    String[] run = {"run", "--rules", RULES, "--events", MIXED, "--alert-format"};
    Outcome ocsf = Outcome.of(with(run, "ocsf"));
    assertThat(ocsf.exitCode()).as(ocsf.err()).isEqualTo(ExitCode.OK);
    assertThat(ocsf.out().lines().map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8))))
        .allMatch(finding -> finding.path("class_uid").asInt() == 2004)
        .extracting(finding -> finding.at("/metadata/uid").asText())
        .containsExactlyInAnyOrderElementsOf(alertIds(eval));
    Path alerts = directory.resolve("ecs");
    Outcome ecs = Outcome.of(with(run, "ecs", "--alerts", alerts.toString()));
    assertThat(ecs.exitCode()).as(ecs.err()).isEqualTo(ExitCode.OK);
    try (Stream<Path> files = Files.list(alerts)) {
      for (Path file : files.toList()) {
        assertThat(Files.readAllLines(file)).allMatch(line -> line.startsWith("{\"@timestamp\":"));
      }
    }
    assertThat(Outcome.of(with(run, "cef")).exitCode()).isEqualTo(ExitCode.USAGE);
  }

  private static String[] with(String[] arguments, String... more) {
    return Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void withoutOptionsTheInstallationIsUsed() {
    System.setProperty("sluice.home", System.getProperty("sluice.root", "../.."));
    try {
      Outcome run = Outcome.of("run", "-o", "csv");
      assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
      assertThat(run.out().lines().count()).isGreaterThan(20);
      assertThat(run.out())
          .contains(",PSexec application execution,")
          .contains(",Potential PsExec Remote Execution,");
    } finally {
      System.clearProperty("sluice.home");
    }
  }

  @Test
  void aReaderThatHasSeenEnoughEndsTheJob() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    String[] args = {
      "run", "--rules", RULES, "--events", MIXED, "--follow", "--rate", "0", "-o", "ndjson"
    };
    PrintStream err =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    int exitCode = Main.run(args, Console.of(InputStream.nullInputStream(), closed, err));
    assertThat(exitCode).isEqualTo(ExitCode.OK);
  }

  @Test
  void placeholdersReachTheJob() {
    Outcome run =
        Outcome.of(
            "run",
            "--rules",
            BROKEN,
            "--events",
            MIXED,
            "--placeholders",
            Golden.CASES + "/outsiders.yml");
    assertThat(run.out()).contains("Logon By An Outsider");
  }

  @Test
  void nothingToJudgeByIsARuleError() {
    Outcome run = Outcome.of("run", "--rules", BROKEN + "/no_yaml.yml", "--events", MIXED);
    assertThat(run.exitCode()).isEqualTo(ExitCode.RULES);
    assertThat(run.err()).contains("no_yaml.yml:2:1: YAML_SYNTAX").contains("no rule can be used");
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThat(Outcome.of("run", "--rules", RULES, "--events", "nowhere"))
        .satisfies(outcome -> assertThat(outcome.err()).contains("nowhere"))
        .extracting(Outcome::exitCode)
        .isEqualTo(ExitCode.UNREADABLE);
    assertThat(Outcome.of("run", "--rules", "nowhere", "--events", MIXED).exitCode())
        .isEqualTo(ExitCode.UNREADABLE);
    assertThat(
            Outcome.of("run", "--rules", RULES, "--events", MIXED, "--parallelism", "0").exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(Outcome.of("run", "--checkpoint-interval", "soon").exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  private static List<String> alertIds(Outcome outcome) {
    return outcome
        .out()
        .lines()
        .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8)).path("alertId").asText())
        .toList();
  }
}
