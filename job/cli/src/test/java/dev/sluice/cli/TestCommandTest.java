package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TestCommandTest {

  private static final String WHOAMI =
      "{\"Channel\":\"Security\",\"EventID\":4688,\"Hostname\":\"WS07\","
          + "\"NewProcessName\":\"C:\\\\Windows\\\\System32\\\\whoami.exe\"}";

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(CheckFormat.class)
  void failuresSayWhyAndWhatDecided(CheckFormat format) {
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
  void aRuleWithoutAMatchingAndANonMatchingEventIsAFinding() throws IOException {
    String rule = Golden.CASES + "/rules/registry/run_key.yml";
    Outcome outcome = Outcome.of("test", rule, "-o", "table");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(outcome.out()).contains("TEST_WITHOUT_MATCH", "TEST_WITHOUT_OTHER");
    assertThat(outcome.err()).contains("1 without events", "untested      1 rules");
    assertThat(Outcome.of("test", rule, "--allow-untested").exitCode()).isEqualTo(ExitCode.OK);
    Outcome half = withEvents("", "{\"match\":true,\"event\":" + WHOAMI + "}");
    assertThat(half.out()).contains("TEST_WITHOUT_OTHER").doesNotContain("TEST_WITHOUT_MATCH");
    Outcome reasoned =
        withEvents(
            "sluice.suppress: {TEST_WITHOUT_OTHER: nothing is nearly this}\n",
            "{\"match\":true,\"event\":" + WHOAMI + "}");
    assertThat(reasoned.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(reasoned.err()).contains("1 passed, 0 failed");
  }

  private Outcome withEvents(String suppress, String line) throws IOException {
    Files.writeString(directory.resolve("rule.yml"), PageExample.BASE + suppress);
    Files.writeString(directory.resolve("rule.events.jsonl"), line + "\n");
    return Outcome.of("test", directory.resolve("rule.yml").toString(), "-o", "table");
  }

  @Test
  void recordingsOfSigmaHqAreJudged() throws IOException {
    Path info = regression("match_count: 1");
    Outcome outcome = Outcome.of("test", rule().toString(), "--allow-untested", "-o", "ndjson");
    assertThat(outcome.err()).contains("1 passed, 0 failed");
    assertThat(outcome.out()).contains(info.toString(), "Positive Detection Test");
    regression("match_count: 2");
    Outcome tooFew = Outcome.of("test", rule().toString(), "-o", "ndjson");
    assertThat(tooFew.out()).contains("fires on 1 of 2 events", "expected at least 2");
    regression("match_count: 0");
    Outcome some = Outcome.of("test", rule().toString(), "-o", "ndjson");
    assertThat(some.out()).contains("fires on 1 of 2 events", "expected none");
    regression("match_count: many");
    assertThat(Outcome.of("test", rule().toString()).err()).contains("'match_count' is a number");
    Files.delete(info.resolveSibling("whoami.json"));
    regression("provider: x");
    Files.delete(info.resolveSibling("whoami.json"));
    assertThat(Outcome.of("test", rule().toString()).err())
        .contains("only JSON is read, and there is no whoami.json");
  }

  @Test
  void recordingsAreFoundByTheKeyOfTheRuleToo() throws IOException {
    Path info = regression("match_count: 1");
    Files.createDirectories(directory.resolve("elsewhere"));
    Path moved = Files.move(info.getParent(), directory.resolve("elsewhere/tests"));
    Files.writeString(
        rule(), PageExample.BASE + "regression_tests_path: elsewhere/tests/info.yml\n");
    Outcome outcome = Outcome.of("test", directory.toString(), "--allow-untested");
    assertThat(outcome.err()).contains("1 passed, 0 failed", "1 loaded");
    assertThat(moved.resolve("info.yml")).exists();
    for (String outside :
        new String[] {"../elsewhere/tests/info.yml", "/x/info.yml", "etc/passwd"}) {
      Files.writeString(rule(), PageExample.BASE + "regression_tests_path: " + outside + "\n");
      assertThat(Outcome.of("test", rule().toString()).err()).contains("1 without events");
    }
  }

  private Path rule() {
    return directory.resolve("rules/windows/whoami.yml");
  }

  /** A repository with one rule and its regression test. */
  private Path regression(String expected) throws IOException {
    Path info = directory.resolve("regression_data/rules/windows/whoami/info.yml");
    Files.createDirectories(info.getParent());
    Files.createDirectories(rule().getParent());
    Files.writeString(rule(), PageExample.BASE);
    Files.writeString(
        info,
        """
        id: 6b0c5ab6-5a0b-44a8-9a3f-0b0c6d1f7b01
        regression_tests_info:
            - name: Positive Detection Test
              type: evtx
              path: regression_data/rules/windows/whoami/whoami.evtx
              %s
        """
            .formatted(expected));
    Files.writeString(
        info.resolveSibling("whoami.json"), WHOAMI + "\n" + WHOAMI.replace("whoami", "hostname"));
    return info;
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
    Outcome outcome = Outcome.of("test", rules.toString(), rules + "/canary", "-o", "table");
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .doesNotContain(" 0 passed")
        .doesNotContain("untested")
        .contains(" 0 without events")
        .contains(" 0 failed");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
  }
}
