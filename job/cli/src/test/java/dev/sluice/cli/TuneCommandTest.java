package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TuneCommandTest {

  private static final String RULE = Golden.CASES + "/rules/process/account_asks_who_it_is.yml";
  private static final String AUTHORED = Golden.CASES + "/authored/";
  private static final String HARMLESS = AUTHORED + "harmless.ndjson";
  private static final String HARMFUL = AUTHORED + "harmful.ndjson";

  @TempDir private Path directory;

  private static Outcome tune(String rule, String harmless, String harmful, String... more) {
    List<String> args = new ArrayList<>(List.of("tune", rule, "--tables", Golden.TABLES));
    args.addAll(List.of("--false-positives", harmless, "--true-positives", harmful));
    args.addAll(List.of(more));
    return Outcome.of(args.toArray(String[]::new));
  }

  @Test
  void proposesAFilterAndSaysWhatItHides() {
    Golden.assertSame(
        "tune", tune(RULE, HARMLESS, HARMFUL, "--events", HARMLESS, HARMFUL).transcript());
  }

  @Test
  void severalCausesAreSeveralSelections() {
    Golden.assertSame(
        "tune-mixed", tune(RULE, AUTHORED + "mixed-harmless.ndjson", HARMFUL).transcript());
  }

  @Test
  void theFilterHidesTheFalsePositivesAndNoTrueOne() throws IOException {
    Path filter = directory.resolve("exclusion.yml");
    Files.writeString(filter, tune(RULE, HARMLESS, HARMFUL).out());
    assertThat(Outcome.of("validate", filter.toString(), RULE, "--strict").exitCode())
        .isEqualTo(ExitCode.OK);
    assertThat(alerts(HARMLESS)).isEqualTo(4);
    assertThat(alerts(HARMLESS, filter.toString())).isZero();
    assertThat(alerts(HARMFUL, filter.toString())).isEqualTo(3);
  }

  private static long alerts(String events, String... filters) {
    List<String> args =
        new ArrayList<>(
            List.of("eval", "--tables", Golden.TABLES, "--events", events, "--rules", RULE));
    args.addAll(List.of(filters));
    return Outcome.of(args.toArray(String[]::new)).out().lines().count();
  }

  @Test
  void noSafeExclusionIsAFindingAndNoDocument() {
    Outcome outcome = tune(RULE, HARMLESS, AUTHORED + "mistaken.ndjson");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains(
            "no stable field tells " + HARMLESS + ":3 from " + AUTHORED + "mistaken.ndjson:4");
  }

  @Test
  void aRuleThatIsSilentLeavesNothingToTune() throws IOException {
    Path silent = Files.writeString(directory.resolve("none.ndjson"), "{\"a\":1}\n");
    Outcome nothing = tune(RULE, silent.toString(), HARMFUL);
    assertThat(nothing.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(nothing.err()).contains("0 of 1 events of --false-positives: nothing to exclude");
    assertThat(tune(RULE, HARMLESS, silent.toString()).err())
        .contains("nothing would show that it still fires");
  }

  @Test
  void oneRuleIsMeant() {
    Outcome many = tune(Golden.CASES + "/correlations/guessed.yml", HARMLESS, HARMFUL);
    assertThat(many.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(many.err()).contains("expected one rule, found 2; name one by its id");
    Outcome byId =
        tune(
            "5f9a1c52-0a4e-4c55-9f5e-1d0c7cf1a001",
            HARMLESS,
            HARMFUL,
            "--rules",
            Golden.CASES + "/rules");
    assertThat(byId.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(byId.out()).contains("- '5f9a1c52-0a4e-4c55-9f5e-1d0c7cf1a001'");
    assertThat(tune("no-such-rule", HARMLESS, HARMFUL, "--rules", RULE).exitCode())
        .isEqualTo(ExitCode.RULES);
  }
}
