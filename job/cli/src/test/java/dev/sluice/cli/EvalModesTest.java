package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code sluice eval} says in place of alerts. */
final class EvalModesTest {

  private static final String RULES = Golden.CASES + "/rules";
  private static final String BROKEN = Golden.CASES + "/broken/nobody_sends_this.yml";
  private static final String BLIND = Golden.CASES + "/authored/blind.yml";
  private static final String MIXED = Golden.CASES + "/events/mixed.ndjson";
  private static final String LOGONS = Golden.CASES + "/events/logons.ndjson";

  @TempDir private Path directory;

  private static Outcome eval(List<String> rules, String events, String... more) {
    List<String> args = new ArrayList<>(List.of("eval", "--tables", Golden.TABLES, "--rules"));
    args.addAll(rules);
    args.addAll(List.of("--events", events));
    args.addAll(List.of(more));
    return Outcome.of(args.toArray(String[]::new));
  }

  private String alerts(List<String> rules, String events) throws IOException {
    Path file = directory.resolve("alerts.ndjson");
    Files.writeString(file, eval(rules, events, "-o", "ndjson").out());
    return file.toString();
  }

  /** A copy of {@code rule}, with {@code old} replaced. */
  private String edited(String rule, String old, String text) throws IOException {
    Path file = directory.resolve("edited.yml");
    Files.writeString(file, Files.readString(Path.of(rule)).replace(old, text));
    return file.toString();
  }

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void coverageSaysWhatEachRuleSees(OutputFormat format) {
    Outcome outcome =
        eval(List.of(RULES, BROKEN, BLIND), MIXED, "--coverage", "-o", format.toString());
    Golden.assertSame("eval-coverage." + format, outcome.transcript());
  }

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void baselineSaysWhichAlertsCameAndWent(OutputFormat format) throws IOException {
    String old = alerts(List.of(RULES), MIXED);
    Outcome outcome =
        eval(
            List.of(RULES, BLIND),
            MIXED,
            "--baseline",
            old,
            "--exclude",
            "filters/**",
            "--exclude",
            "registry/**",
            "-o",
            format.toString());
    Golden.assertSame("eval-baseline." + format, outcome.transcript());
  }

  @Test
  void theSameAlertsAreNoDifference() throws IOException {
    Outcome outcome = eval(List.of(RULES), MIXED, "--baseline", alerts(List.of(RULES), MIXED));
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("4 kept, 0 of them under another id, 0 gained, 0 lost");
  }

  @Test
  void anotherTextOfARuleKeepsItsAlertsUnderAnotherId() throws IOException {
    String rule = RULES + "/process/encoded_command.yml";
    String old = alerts(List.of(rule), MIXED);
    Outcome outcome =
        eval(List.of(edited(rule, "encoded command.", "coded command.")), MIXED, "--baseline", old);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.err()).contains("3 kept, 3 of them under another id, 0 gained, 0 lost");
  }

  @Test
  void aNarrowerRuleLosesWhatItNoLongerSees() throws IOException {
    String rule = RULES + "/process/encoded_command.yml";
    String old = alerts(List.of(rule), MIXED);
    Outcome outcome =
        eval(List.of(edited(rule, "' -enc'", "' -enc S'")), MIXED, "--baseline", old, "-o", "csv");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(outcome.out()).contains("0,1,2,5f9a1c52-0a4e-4c55-9f5e-1d0c7cf1a002");
  }

  @Test
  void alertsOfCorrelationsAreComparedToo() throws IOException {
    String rule = Golden.CASES + "/correlations/guessed.yml";
    String old = alerts(List.of(rule), LOGONS);
    assertThat(eval(List.of(rule), LOGONS, "--baseline", old).exitCode()).isEqualTo(ExitCode.OK);
    Outcome outcome =
        eval(
            List.of(edited(rule, "gte: 3", "gte: 300")), LOGONS, "--baseline", old, "-o", "ndjson");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(outcome.out()).contains("Password Guessed").contains("\"lost\":1");
  }

  @Test
  void whatIsNoAlertEndsTheCommandWithItsPlace() throws IOException {
    Path file = directory.resolve("old.ndjson");
    Files.writeString(file, eval(List.of(RULES), MIXED).out() + "{\"alertId\":1}\n");
    Outcome outcome = eval(List.of(RULES), MIXED, "--baseline", file.toString());
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(outcome.err())
        .isEqualTo(
            "sluice: " + file + ":5: is no alert, expected what 'sluice eval -o ndjson' writes\n");
  }

  @Test
  void optionsThatExcludeEachOtherAreUsageErrors() {
    assertThat(eval(List.of(RULES), MIXED, "--coverage", "--baseline", MIXED).exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(eval(List.of(RULES), "-", "--baseline", "-").exitCode()).isEqualTo(ExitCode.USAGE);
  }
}
