package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExplainCommandTest {

  private static final String RULES = Golden.CASES + "/rules";
  private static final String WHOAMI = RULES + "/process/account_asks_who_it_is.yml";
  private static final String EXAMPLES = RULES + "/process/account_asks_who_it_is.events.jsonl";
  private static final String MIXED = Golden.CASES + "/events/mixed.ndjson";

  @ParameterizedTest
  @ValueSource(strings = {"table", "json"})
  void showsStagesAndWhatCanReachTheRule(String format) {
    Outcome outcome = Outcome.of("explain", WHOAMI, "--tables", Golden.TABLES, "-o", format);
    Golden.assertSame("explain-rule." + format, outcome.transcript());
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "ndjson"})
  void showsTheVerdictPredicateByPredicateWithFilters(String format) {
    Outcome outcome =
        Outcome.of(
            "explain",
            "encoded_command",
            "--rules",
            RULES,
            "--event",
            MIXED,
            "--line",
            "9",
            "--tables",
            Golden.TABLES,
            "-o",
            format);
    Golden.assertSame("explain-event." + format, outcome.transcript());
  }

  @Test
  void anExampleBesideTheRuleIsAnEvent() {
    Outcome outcome =
        Outcome.of("explain", WHOAMI, "--event", EXAMPLES, "--line", "2", "-o", "table");
    assertThat(outcome.out())
        .contains("fires       false")
        .contains("filter_main_helpdesk: User contains 'helpdesk' is true");
  }

  @Test
  void theEventMayBeGivenInlineOrOnStandardInput() throws IOException {
    String event = Files.readAllLines(Path.of(MIXED)).get(0);
    Outcome inline = Outcome.of("explain", WHOAMI, "--event", event, "-o", "table");
    Outcome input =
        Outcome.withInput(
            event.getBytes(StandardCharsets.UTF_8),
            "explain",
            WHOAMI,
            "--event",
            "-",
            "-o",
            "table");
    assertThat(inline.out()).contains("Event: inline").contains("fires       true");
    assertThat(input.out().replace("Event: -:1", "Event: inline")).isEqualTo(inline.out());
  }

  @Test
  void anEventOfAnotherKindIsSaidToBeNotAdmitted() {
    Outcome outcome = Outcome.of("explain", WHOAMI, "--event", MIXED, "--line", "8", "-o", "table");
    assertThat(outcome.out())
        .contains("admitted    false")
        .contains("because     the event is windows/")
        .contains("the rule asks for windows/process_creation/-");
  }

  @Test
  void controlCharactersOfAnEventDoNotReachTheTerminal() {
    String event =
        "{\"Channel\":\"Security\",\"EventID\":4688,\"Hostname\":\"h\",\"SourceName\":\"x\",\"NewProcessName\":\"\\u001b[2Jx\"}";
    Outcome outcome = Outcome.of("explain", WHOAMI, "--event", event, "-o", "table");
    assertThat(outcome.out()).contains("\\u001B[2Jx").doesNotContain("\u001b");
  }

  @Test
  void aRefusedRuleSaysWhy() {
    Outcome outcome = Outcome.of("explain", Golden.CASES + "/broken/unknown_modifier.yml");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.RULES);
    assertThat(outcome.err()).contains("8:15: UNKNOWN_MODIFIER").contains("the rule is refused");
  }

  @Test
  void aRuleThatIsNotThereIsARuleErrorWithAHint() {
    Outcome outcome = Outcome.of("explain", "encoded_comand", "--rules", RULES);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.RULES);
    assertThat(outcome.err()).contains("did you mean 'encoded_command'?");
  }

  @Test
  void anEventThatCannotBeReadIsSaidSo() {
    Outcome outcome = Outcome.of("explain", WHOAMI, "--event", "{\"a\":");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(outcome.err()).contains("inline: the event cannot be read");
    assertThat(Outcome.of("explain", WHOAMI, "--event", MIXED, "--line", "99").exitCode())
        .isEqualTo(ExitCode.UNREADABLE);
  }

  @Test
  void csvHasNoFormForATree() {
    assertThat(Outcome.of("explain", WHOAMI, "-o", "csv").exitCode()).isEqualTo(ExitCode.USAGE);
  }
}
