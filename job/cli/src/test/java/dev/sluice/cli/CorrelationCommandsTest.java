package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands make of correlations, by rules and events that stand as files. */
final class CorrelationCommandsTest {

  private static final String PACK = Golden.CASES + "/correlations";
  private static final String RULES = PACK + "/guessed.yml";
  private static final String EVENTS = Golden.CASES + "/events/logons.ndjson";
  private static final String FAILING = Golden.CASES + "/failing-sequences";

  @TempDir private Path directory;

  private Path edited(String from, String to) throws IOException {
    String text = Files.readString(Path.of(RULES));
    assertThat(text).contains(from);
    return Files.writeString(directory.resolve("guessed.yml"), text.replace(from, to));
  }

  private static List<JsonNode> alerts(Outcome outcome) {
    return outcome
        .out()
        .lines()
        .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  @Test
  void evalCorrelatesInTheOrderOfEventTime() {
    Outcome outcome = Outcome.of("eval", "--rules", RULES, "--events", EVENTS);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    List<JsonNode> alerts = alerts(outcome);
    assertThat(alerts).hasSize(1);
    JsonNode alert = alerts.get(0);
    assertThat(alert.at("/rule/title").asText()).isEqualTo("Password Guessed");
    assertThat(alert.path("eventTime").asText()).isEqualTo("2026-11-20T09:02:00Z");
    assertThat(alert.at("/correlation/group/TargetUserName").asText()).isEqualTo("anna");
    assertThat(outcome.err())
        .contains("correlations  2 loaded; 3 rules alert only through them")
        .contains("left out: 1 without group, 0 without value, 1 without time");
  }

  @Test
  void inTheOrderOfArrivalAnOlderEventCountsAtTheTimeOfTheNewest() throws IOException {
    StringBuilder events = new StringBuilder();
    for (String time :
        List.of("4625 09:03:00", "4625 09:00:00", "4625 09:01:30", "4624 09:04:00")) {
      events.append(
          """
          {"Channel":"Security","SourceName":"x","EventID":%s,"Hostname":"ws-1",\
          "@timestamp":"2026-11-20T%s.000Z","TargetUserName":"anna"}
          """
              .formatted(time.substring(0, 4), time.substring(5)));
    }
    String file = Files.writeString(directory.resolve("events.ndjson"), events).toString();
    Outcome byTime = Outcome.of("eval", "--rules", RULES, "--events", file);
    assertThat(byTime.out()).isEmpty();
    Outcome byArrival = Outcome.of("eval", "--rules", RULES, "--events", file, "--arrival-order");
    assertThat(alerts(byArrival)).hasSize(1);
    assertThat(byArrival.out()).contains("\"eventTime\":\"2026-11-20T09:04:00Z\"");
  }

  @Test
  void alertsOfCorrelationsFollowThoseOfRules() throws IOException {
    Path rules = edited("timespan: 1m\n", "timespan: 1m\n    generate: true\n");
    Outcome outcome =
        Outcome.of("eval", "--rules", rules.toString(), "--events", EVENTS, "-o", "csv");
    assertThat(outcome.out().lines().map(line -> line.split(",")[3]))
        .containsExactly(
            "rule",
            "Logon Failed",
            "Logon Failed",
            "Logon Failed",
            "Logon Failed",
            "Logon Failed",
            "Password Guessed");
    assertThat(outcome.out()).contains(",logons.ndjson:3,");
  }

  @Test
  void sequencesThatHoldAreQuiet() {
    Outcome outcome = Outcome.of("test", PACK, "-o", "table");
    assertThat(outcome.err()).contains("4 passed, 0 failed, 0 lines not readable");
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void sequencesThatFailSayWhatFired() {
    Outcome outcome = Outcome.of("test", FAILING, "-o", "table");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(outcome.out())
        .contains("'Logon Failed' fires on 3 of 4 events")
        .contains("left out: 1 without group")
        .contains("'Password Guessed' fires at 2026-11-20T09:02:00Z for anna with 2")
        .contains("no correlation of the file has the id or name 'password_gessed'")
        .contains("event 2 cannot be read");
  }

  @Test
  void aLineHasEitherOneEventOrSeveral() throws IOException {
    Files.copy(Path.of(RULES), directory.resolve("guessed.yml"));
    Files.writeString(
        directory.resolve("guessed.events.jsonl"),
        """
        {"match":true,"event":{},"events":[{}]}
        {"match":true,"events":{}}
        {"match":true,"events":[]}
        """);
    Outcome outcome = Outcome.of("test", directory.toString(), "-o", "table");
    assertThat(outcome.err())
        .contains("a line has one 'event', or 'events'")
        .contains("'events' must be a list of events")
        .contains("'events' is empty")
        .contains("3 lines not readable");
  }

  @Test
  void validateNotesEachRuleThatIsSilent() {
    Outcome outcome = Outcome.of("validate", RULES, "--strict", "-o", "csv");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out().lines().filter(line -> line.contains("note,RULE_SILENCED")))
        .hasSize(3);
    assertThat(outcome.out()).contains("alerts only through the correlation 'Password Guessed'");
    assertThat(outcome.err()).contains("0 errors, 0 warnings, ");
  }

  @Test
  void aCorrelationOfNothingIsAnError() throws IOException {
    Path rules = edited("- logon_failed", "- logon_faild");
    Outcome outcome = Outcome.of("validate", rules.toString(), "-o", "csv");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(outcome.out()).contains("CORRELATION_REFERENCE").contains("logon_faild");
  }

  @Test
  void explainSaysWhatACorrelationComputes() {
    Golden.assertSame(
        "explain-correlation.table",
        Outcome.of("explain", "three_logons_failed", "--rules", PACK, "-o", "table").transcript());
    Golden.assertSame(
        "explain-correlation.json",
        Outcome.of("explain", "password_guessed", "--rules", PACK, "-o", "json").transcript());
  }
}
