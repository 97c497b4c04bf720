package dev.sluice.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bench.e2e.ChaosResult.Counts;
import dev.sluice.bench.e2e.ChaosScenario.Kind;
import dev.sluice.stream.KafkaTopics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChaosResultTest {
  private static final long BOUND = 1000;
  private static final KafkaTopics TOPICS = KafkaTopics.of("t.");
  private static final ChaosScenario WILD =
      ChaosScenario.of(Kind.PROCESS, "wild", "a test", scene -> {});
  private static final ChaosScenario CALM =
      ChaosScenario.calm(Kind.INPUT, "calm", "a test", scene -> {});

  @TempDir private Path directory = Path.of("");

  private final EventLog log = new EventLog(1);
  private final SeenRecords seen = new SeenRecords(log, TOPICS);

  @Test
  void nothingIsWrongWhereAllIsRight() {
    assertThat(ChaosResult.problems(WILD, compared(), 3, BOUND, BOUND)).isEmpty();
    assertThat(ChaosResult.problems(CALM, compared(), 0, BOUND, BOUND)).isEmpty();
  }

  @Test
  void aRestartThatIsNotAllowedIsAProblem() {
    assertThat(ChaosResult.problems(CALM, compared(), 1, BOUND, BOUND)).hasSize(1);
  }

  @Test
  void memoryAboveTheBoundIsAProblem() {
    assertThat(ChaosResult.problems(WILD, compared(), 0, BOUND + 1, BOUND)).hasSize(1);
  }

  @Test
  void anAlertThatShouldNotBeThereIsAProblem() {
    correlated("nobody expects it");
    Comparison comparison = compared();
    assertThat(ChaosResult.problems(WILD, comparison, 0, BOUND, BOUND)).hasSize(2);
    assertThat(Counts.of(1, comparison, 0).wrong()).isEqualTo(1);
  }

  @Test
  void anAlertThatComesTwiceIsAProblem() {
    correlated("expected");
    correlated("expected");
    Comparison comparison = compared(Map.of("expected", true));
    assertThat(ChaosResult.problems(WILD, comparison, 0, BOUND, BOUND)).hasSize(2);
    assertThat(Counts.of(1, comparison, 0).doubled()).isEqualTo(1);
  }

  @Test
  void anAlertThatDoesNotComeIsAProblem() {
    Comparison comparison = compared(Map.of("expected", true));
    assertThat(ChaosResult.problems(WILD, comparison, 0, BOUND, BOUND)).hasSize(2);
    assertThat(Counts.of(1, comparison, 0).lost()).isEqualTo(1);
    assertThat(Counts.of(1, comparison, 1).expected()).isZero();
  }

  @Test
  void eachResultIsALineOfTheFile() throws Exception {
    Path file = directory.resolve("chaos.csv");
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    ChaosTable table = new ChaosTable(file, "2026-11-23", "test", out);
    table.add(result(CALM, List.of()));
    table.add(result(WILD, List.of("something is not right")));
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("date,machine,name,").endsWith(",right");
    assertThat(lines.get(1))
        .isEqualTo("2026-11-23,test,calm,input,7,taskmanager-1 5,9,8,0,1,2,4,3,1.50,2,3,20.00,yes");
    assertThat(lines.get(2)).contains(",wild,").endsWith(",no");
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("NOT RIGHT: something is not right");
  }

  private static ChaosResult result(ChaosScenario scenario, List<String> problems) {
    return new ChaosResult(
        scenario,
        7,
        "taskmanager-1 5",
        new Counts(9, 8, 0, 1, 2, 4, 3),
        Duration.ofMillis(1500),
        2,
        3 << 20,
        Duration.ofSeconds(20),
        problems);
  }

  private Comparison compared() {
    return compared(Map.of());
  }

  private Comparison compared(Map<String, Boolean> correlated) {
    Comparison comparison =
        new Comparison(new MadeEvents(List.of("{}")), log, seen, TOPICS, new RulePusher()::version);
    comparison.run(0, 0, correlated);
    return comparison;
  }

  private void correlated(String id) {
    byte[] json =
        "{\"alertId\":\"%s\",\"correlation\":{}}".formatted(id).getBytes(StandardCharsets.UTF_8);
    seen.add(new ConsumerRecord<>(TOPICS.alerts(), 0, 0, new byte[0], json));
  }
}
