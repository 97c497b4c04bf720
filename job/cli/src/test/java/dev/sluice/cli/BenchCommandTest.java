package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.bench.EventRounds;
import dev.sluice.engine.event.EventLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BenchCommandTest {

  private static final String RULES = Golden.CASES + "/rules";
  private static final String BROKEN = Golden.CASES + "/broken";
  private static final String MIXED = Golden.CASES + "/events/mixed.ndjson";

  @TempDir private Path directory;

  private static Outcome bench(String rules, String events, String... more) {
    List<String> args = new ArrayList<>(List.of("bench", "--rules", rules, "--events", events));
    args.addAll(List.of("--rounds", "2", "--warm-up", "1ms", "--tables", Golden.TABLES));
    args.addAll(Arrays.asList(more));
    return Outcome.of(args.toArray(String[]::new));
  }

  /** Figures differ from run to run: a number with a point, or one that is large. */
  private static String masked(Outcome outcome) {
    return outcome
        .transcript()
        .replaceAll("(PerSecond\":)[0-9]+", "$1N")
        .replaceAll("((ratioToJackson|Allocated\\w+)\":)[0-9.E-]+", "$1N")
        .replaceAll("candidatesPerEvent\":([0-9.]+|null)", "candidatesPerEvent\":N")
        .replaceAll("(?m)^[0-9]+ +[0-9]+ +[0-9.]+ +(\\d+ +\\d+) +[0-9.E]+$", "N  N  N  $1  N")
        .replaceAll(
            "(?m)^[0-9]+,[0-9]+,[0-9.]+,(\\d+,\\d+,\\d+,\\d+,[0-9.]+),[0-9.E]+,[0-9.E]+,[0-9.]*$",
            "N,N,N,$1,N,N,N")
        .replaceAll("[0-9.]+ to [0-9.]+, median [0-9.]+", "N to N, median N")
        .replaceAll(
            "[0-9.]+ us an event; rules loaded in [0-9.]+ s", "N us an event; rules loaded in N s");
  }

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void writesOneResultInEveryForm(OutputFormat format) {
    Golden.assertSame("bench." + format, masked(bench(RULES, MIXED, "-o", format.toString())));
  }

  @Test
  void jsonIsOneObjectWithCounts() throws IOException {
    Path many = directory.resolve("many.ndjson");
    String event = Files.readAllLines(Path.of(MIXED)).get(0) + "\n";
    Files.writeString(many, event.repeat(2000));
    Outcome outcome = bench(RULES, many.toString(), "-o", "json");
    JsonNode result = Json.read(outcome.out().getBytes(StandardCharsets.UTF_8));
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.err()).doesNotContain("too few");
    assertThat(result.path("events").asInt()).isEqualTo(1500);
    assertThat(result.path("warmUpEvents").asInt()).isEqualTo(500);
    assertThat(result.path("alerts").asInt()).isEqualTo(1500);
    assertThat(result.path("rules").asInt()).isEqualTo(3);
    for (String key :
        List.of(
            "eventsPerSecond",
            "jacksonEventsPerSecond",
            "ratioToJackson",
            "bytesAllocatedPerEvent")) {
      assertThat(result.path(key).asDouble()).as(key).isPositive();
    }
    assertThat(result.has("candidatesPerEvent")).isTrue();
  }

  @Test
  void fewEventsAreSaidToBeFew() {
    assertThat(bench(RULES, MIXED).err()).contains("too few to spare some for a warm-up");
  }

  @Test
  void whatIsMoreThanMayBeHeldIsLeftOutAndSaid() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        Console.of(
            new ByteArrayInputStream("{\"a\":1}\n".repeat(10).getBytes(StandardCharsets.UTF_8)),
            new ByteArrayOutputStream(),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    HeldEvents held =
        HeldEvents.read(EventFile.of(List.of("-")), EventLimits.defaults(), console, 30);
    assertThat(held.events()).hasSize(4);
    assertThat(held.truncated()).isTrue();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("the first 4 events are used");
    EventRounds rounds = held.rounds(2);
    assertThat(rounds.warmUp()).isEqualTo(rounds.events().apply(1));
  }

  @Test
  void inputThatCannotBeUsedHasItsExitCode() throws IOException {
    assertThat(bench(BROKEN + "/no_yaml.yml", MIXED).exitCode()).isEqualTo(ExitCode.RULES);
    assertThat(bench(RULES, "nowhere.ndjson"))
        .isEqualTo(new Outcome(4, "", "sluice: nowhere.ndjson: no such file or directory\n"));
    Path empty = Files.createFile(directory.resolve("empty.ndjson"));
    assertThat(bench(RULES, empty.toString()).err()).contains("there is no event to measure");
    assertThat(bench(RULES, empty.toString()).exitCode()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(bench(RULES, MIXED, "--rounds", "0").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(bench(RULES, MIXED, "--warm-up", "soon").exitCode()).isEqualTo(ExitCode.USAGE);
  }
}
