package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EvalCommandTest {

  private static final String RULES = Golden.CASES + "/rules";
  private static final String BROKEN = Golden.CASES + "/broken";
  private static final String MIXED = Golden.CASES + "/events/mixed.ndjson";

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void writesAlertsInEveryFormAndListsWhatIsBroken(OutputFormat format) {
    Outcome outcome =
        Outcome.of(
            "eval",
            "--rules",
            RULES,
            BROKEN,
            "--events",
            MIXED,
            "--max-event-bytes",
            "2000",
            "--tables",
            Golden.TABLES,
            "-o",
            format.toString());
    Golden.assertSame("eval." + format, outcome.transcript());
  }

  @Test
  void formIsNdjsonWhenTheOutputIsNoTerminal() {
    Outcome outcome = eval(MIXED);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out().lines())
        .hasSize(4)
        .allMatch(line -> line.startsWith("{\"schemaVersion\":1,"));
  }

  @Test
  void aFilterOfThePackIsApplied() {
    assertThat(eval(MIXED).out()).doesNotContain("CcmExec");
    Outcome without =
        Outcome.of("eval", "--rules", RULES, "--exclude", "filters/**", "--events", MIXED);
    assertThat(without.out()).contains("CcmExec");
  }

  @Test
  void documentsOverManyLinesAreCountedByOrdinal() {
    Outcome outcome = eval(Golden.CASES + "/events/printed.json");
    assertThat(outcome.out().lines().toList())
        .hasSize(2)
        .last()
        .asString()
        .contains("\"source\":{\"file\":\"printed.json\",\"line\":2}");
  }

  @Test
  void standardInputIsReadWhereItStandsAmongTheFiles() throws IOException {
    Outcome outcome =
        Outcome.withInput(
            Files.readAllBytes(Path.of(MIXED)),
            "eval",
            "--rules",
            RULES,
            "--events",
            MIXED,
            "-",
            "-o",
            "csv");
    assertThat(outcome.out().lines().filter(line -> line.contains("mixed.ndjson:1"))).hasSize(1);
    assertThat(outcome.out().lines().filter(line -> line.contains(",-:1,"))).hasSize(1);
  }

  @Test
  void zippedRulesAndGzippedEventsGiveTheSameAlerts() throws IOException {
    Path zip = directory.resolve("pack.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String file : List.of("process/encoded_command.yml", "registry/run_key.yml")) {
        out.putNextEntry(new ZipEntry(file));
        out.write(Files.readAllBytes(Path.of(RULES, file)));
      }
    }
    Path gzip = directory.resolve("mixed.ndjson.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(Files.readAllBytes(Path.of(MIXED)));
    }
    Outcome outcome =
        Outcome.of("eval", "--rules", zip.toString(), "--events", gzip.toString(), "-o", "csv");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out().lines().skip(1).map(line -> line.split(",")[3]))
        .containsExactly(
            "Encoded Command", "Encoded Command", "Run Key Written", "Encoded Command");
  }

  @Test
  void aCutGzipFileIsReportedAndTheNextFileIsJudged() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(Files.readAllBytes(Path.of(MIXED)));
    }
    Path cut = directory.resolve("cut.ndjson.gz");
    byte[] whole = bytes.toByteArray();
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    Outcome outcome = eval(cut.toString(), MIXED);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(outcome.err()).contains("sluice: " + cut + ": ");
    assertThat(outcome.out()).contains("\"file\":\"mixed.ndjson\"");
  }

  @Test
  void placeholdersAreFilledFromTheTable() {
    Outcome outcome =
        Outcome.of(
            "eval",
            "--rules",
            BROKEN,
            "--events",
            MIXED,
            "--placeholders",
            Golden.CASES + "/outsiders.yml");
    assertThat(outcome.out()).contains("Logon By An Outsider");
    assertThat(outcome.err()).contains("2 loaded, 3 refused");
  }

  @Test
  void selectionOptionsChooseTheRules() {
    assertThat(loaded("--status", "deprecated")).isEqualTo(1);
    assertThat(loaded("--status", "stable,test")).isEqualTo(2);
    assertThat(loaded("--min-level", "Medium")).isEqualTo(2);
    assertThat(loaded("--tag", "attack.t1033")).isEqualTo(1);
    assertThat(loaded("--include", "process/*")).isEqualTo(2);
    assertThat(loaded("--include", "process/*", "--exclude", "**/encoded*")).isEqualTo(1);
  }

  @Test
  void noUsableRuleIsARuleError() {
    Outcome outcome = Outcome.of("eval", "--rules", BROKEN + "/no_yaml.yml", "--events", MIXED);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.RULES);
    assertThat(outcome.err())
        .contains("no_yaml.yml:2:1: YAML_SYNTAX")
        .contains("no rule can be used");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void unreadableInputIsSaidBeforeAnythingIsDone() {
    assertThat(eval("nowhere.ndjson"))
        .isEqualTo(new Outcome(4, "", "sluice: nowhere.ndjson: no such file or directory\n"));
    assertThat(eval(directory.toString()).err()).contains("is a directory");
    assertThat(Outcome.of("eval", "--rules", "nowhere", "--events", MIXED))
        .isEqualTo(new Outcome(4, "", "sluice: nowhere: no such file or directory\n"));
    assertThat(
            Outcome.of("eval", "--rules", RULES, "--events", MIXED, "--tables", "nowhere")
                .exitCode())
        .isEqualTo(ExitCode.UNREADABLE);
  }

  @Test
  void wordsThatMakeNoSenseAreUsageErrorsWithAHint() {
    Outcome level = Outcome.of("eval", "--rules", RULES, "--events", MIXED, "--min-level", "hgih");
    assertThat(level.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(level.err()).contains("did you mean 'high'?");
    Outcome glob = Outcome.of("eval", "--rules", RULES, "--events", MIXED, "--include", "[");
    assertThat(glob.exitCode()).isEqualTo(ExitCode.USAGE);
    Outcome bytes =
        Outcome.of("eval", "--rules", RULES, "--events", MIXED, "--max-event-bytes", "1");
    assertThat(bytes.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(eval("-", "-").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void longListsOfBrokenEventsEnd() {
    byte[] input = "{\n".repeat(1500).getBytes(StandardCharsets.UTF_8);
    Outcome outcome = Outcome.withInput(input, "eval", "--rules", RULES, "--events", "-");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.err().lines().filter(line -> line.contains("MALFORMED_JSON ")))
        .hasSize(1000);
    assertThat(outcome.err()).contains("1,500 unreadable (1,500 MALFORMED_JSON)");
  }

  private static Outcome eval(String... events) {
    List<String> args = new ArrayList<>(List.of("eval", "--rules", RULES, "--events"));
    args.addAll(List.of(events));
    return Outcome.of(args.toArray(String[]::new));
  }

  private static int loaded(String... selection) {
    List<String> args = new ArrayList<>(List.of("eval", "--rules", RULES, "--events", MIXED));
    args.addAll(List.of(selection));
    String err = Outcome.of(args.toArray(String[]::new)).err();
    return Integer.parseInt(err.replaceAll("(?s).*rules +(\\d+) loaded.*", "$1"));
  }
}
