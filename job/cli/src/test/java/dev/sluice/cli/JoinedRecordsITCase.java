package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of audit events in files, as {@code eval} and {@code run} join them. */
final class JoinedRecordsITCase {
  private static final int EVENTS = 40;
  private static final String RULE =
      """
      title: Shell in /srv
      id: 44444444-0000-4000-8000-000000000001
      level: high
      logsource: {product: linux, service: auditd}
      detection:
        selection: {type: EXECVE, a0: sh, cwd: /srv}
        condition: selection
      """;

  @TempDir private Path directory;
  private final List<String> lines = new ArrayList<>();
  private String rule = "";

  @BeforeEach
  void writeRule() throws IOException {
    rule = Files.writeString(directory.resolve("rule.yml"), RULE).toString();
    for (int i = 0; i < EVENTS; i++) {
      lines.add(
          record(i, "EXECVE", "\"argc\":\"1\",\"a0\":\"" + (i % 2 == 0 ? "sh" : "ls") + "\""));
      lines.add(record(i, "CWD", "\"cwd\":\"/srv\""));
      if (i != 4) {
        lines.add(record(i, "SYSCALL", "\"syscall\":\"59\",\"arch\":\"c000003e\",\"items\":\"0\""));
      }
    }
  }

  @Test
  void evalAndRunJoinFilesInAnyOrderAlike() throws IOException {
    Collections.shuffle(lines, new Random(3));
    String one = file("1.ndjson", lines.subList(0, lines.size() / 2));
    String two = file("2.ndjson", lines.subList(lines.size() / 2, lines.size()));
    Outcome eval = Outcome.of("eval", "--rules", rule, "--events", one, two);
    Outcome run = Outcome.of("run", "--rules", rule, "--events", one, two, "--parallelism", "2");
    assertThat(values(eval, "/alertId")).hasSize(EVENTS / 2);
    assertThat(values(run, "/alertId"))
        .containsExactlyInAnyOrderElementsOf(values(eval, "/alertId"));
    assertThat(values(eval, "/eventTime")).isSorted();
    assertThat(values(eval, "/event/missing/0")).containsOnlyOnce("SYSCALL");
    assertThat(eval.err())
        .contains("events        40, 0 unreadable, 0 without log source")
        .contains("joined        40 events of 119 records, 1 incomplete");
    assertThat(run.err()).contains("events        40, 0 unreadable, 0 without log source");
  }

  @Test
  void aBaselineOfJoinedEventsIsKept() throws IOException {
    String events = file("1.ndjson", lines);
    String old = file("old.ndjson", List.of(eval(events, "2").out().strip()));
    Outcome outcome = Outcome.of("eval", "--rules", rule, "--events", events, "--baseline", old);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
    assertThat(outcome.err()).contains("20 kept");
  }

  @Test
  void withoutAWaitEachRecordIsAnEvent() throws IOException {
    Outcome outcome = eval(file("1.ndjson", lines), "0");
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("events        119,").doesNotContain("joined");
  }

  @Test
  void coverageIsOfJoinedEvents() throws IOException {
    Outcome outcome =
        Outcome.of("eval", "--rules", rule, "--events", file("1.ndjson", lines), "--coverage");
    assertThat(outcome.out()).contains("live").contains("40");
  }

  @Test
  void standardInputIsNotWaitedFor() {
    Outcome outcome =
        Outcome.withInput(
            String.join("\n", lines).getBytes(StandardCharsets.UTF_8),
            "eval",
            "--rules",
            rule,
            "--events",
            "-");
    assertThat(values(outcome, "/eventTime")).hasSize(EVENTS / 2).isSorted();
    assertThat(outcome.err()).contains("40 events of 119 records, 1 incomplete");
    List<String> late = new ArrayList<>(lines);
    late.add(lines.get(0));
    Outcome withLate =
        Outcome.withInput(
            String.join("\n", late).getBytes(StandardCharsets.UTF_8),
            "eval",
            "--rules",
            rule,
            "--events",
            "-");
    assertThat(withLate.err()).contains("41 events of 120 records, 2 incomplete");
  }

  @Test
  void aWaitThatMakesNoSenseIsAMistake() {
    for (String command : List.of("eval", "run")) {
      Outcome outcome = Outcome.of(command, "--rules", rule, "--events", rule, "--join-wait", "-1");
      assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(outcome.err()).contains("--join-wait: expected 0 to 3600, not -1");
    }
  }

  private Outcome eval(String events, String wait) {
    return Outcome.of(
        "eval", "--rules", rule, "--events", events, "--join-wait", wait, "-o", "ndjson");
  }

  private String file(String name, List<String> content) throws IOException {
    return Files.writeString(directory.resolve(name), String.join("\n", content) + "\n").toString();
  }

  private static String record(int number, String type, String members) {
    return "{\"type\":\"%s\",\"msg\":\"audit(%d.000:%d):\",\"node\":\"lx%d\",%s}"
        .formatted(type, 1_795_166_047 + number, number, number % 3, members);
  }

  private static List<String> values(Outcome outcome, String path) {
    ObjectMapper json = new ObjectMapper();
    return outcome
        .out()
        .lines()
        .map(
            line -> {
              try {
                return json.readTree(line).at(path).asText();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toList();
  }
}
