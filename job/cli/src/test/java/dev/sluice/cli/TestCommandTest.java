package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TestCommandTest {

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void failuresSayWhyAndWhatDecided(OutputFormat format) {
    Outcome outcome =
        Outcome.of(
            "test", Golden.CASES + "/failing", "--tables", Golden.TABLES, "-o", format.toString());
    Golden.assertSame("test." + format, outcome.transcript());
  }

  @Test
  void rulesThatHoldAreQuiet() {
    Outcome outcome =
        Outcome.of(
            "test", Golden.CASES + "/rules/process/account_asks_who_it_is.yml", "-o", "table");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("2 passed, 0 failed");
  }

  @Test
  void aRuleWithoutEventsIsListedAndNoFailure() {
    Outcome outcome = Outcome.of("test", Golden.CASES + "/rules/registry/run_key.yml");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.err()).contains("run_key.yml: no events beside it");
  }

  @Test
  void aRefusedRuleIsAFailure() {
    Outcome outcome = Outcome.of("test", Golden.CASES + "/broken/key_twice.yml");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(outcome.err()).contains("DUPLICATE_KEY");
  }

  @Test
  void everyShippedRuleHoldsOnItsEvents() {
    Path rules = Path.of(System.getProperty("sluice.root", "../.."), "rules");
    Outcome outcome = Outcome.of("test", rules.toString(), "-o", "table");
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .doesNotContain(" 0 passed")
        .contains(" 0 without events")
        .contains(" 0 failed");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
  }
}
