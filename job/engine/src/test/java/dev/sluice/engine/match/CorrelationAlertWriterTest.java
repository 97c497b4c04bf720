package dev.sluice.engine.match;

import static dev.sluice.engine.correlate.Correlating.compile;
import static dev.sluice.engine.correlate.Correlating.correlation;
import static dev.sluice.engine.correlate.Correlating.named;
import static dev.sluice.engine.correlate.Correlating.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.correlate.CompiledCorrelation;
import dev.sluice.engine.correlate.Contribution;
import dev.sluice.engine.correlate.CorrelationAlert;
import dev.sluice.engine.correlate.Firing;
import dev.sluice.engine.event.Origin;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationAlertWriterTest {
  private static final int LEAST_BYTES = 32 << 10;
  private static final RuleSetName RULE_SET = new RuleSetName("demo", 3, "abc");
  private static final Contribution RECORD =
      new Contribution(1_000, Origin.kafka("sluice.events", 2, 99), "h", 1, null);
  private static final Contribution LINE =
      new Contribution(2_000, Origin.file("in/a.ndjson", 4), "h", 0, null);
  private static final Contribution ALERT =
      new Contribution(3_000, Origin.file("in/a.ndjson", 5), null, 1, "some-id");

  private static CompiledCorrelation compiled(String body) {
    return named(compile(rule("a"), rule("b"), correlation("c", body)), "c");
  }

  private static CompiledCorrelation counting(String group) {
    return compiled(
        "type: event_count\nrules: [a, b]\ngroup-by: [%s]\ntimespan: 5m\ncondition: {gte: 2}"
            .formatted(group));
  }

  private static Firing firing(boolean isAtLeast, List<Contribution> all) {
    return new Firing(
        301_500,
        1_500,
        301_500,
        new BigDecimal("2.5"),
        isAtLeast,
        all.get(0),
        all.get(all.size() - 1),
        all,
        isAtLeast,
        false);
  }

  private static JsonNode written(CorrelationAlert alert) throws IOException {
    byte[] line = new CorrelationAlertWriter(() -> Instant.EPOCH).write(RULE_SET, alert);
    assertThat(new String(line, StandardCharsets.UTF_8)).doesNotContain("\n");
    return new ObjectMapper().readTree(line);
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void anAlertHasTheKeysOfTheContractInOrder() throws IOException {
    CorrelationAlert alert =
        new CorrelationAlert(
            counting("User, Host"), List.of("e\n", "h"), firing(false, List.of(RECORD, LINE)));
    JsonNode json = written(alert);
    assertThat(keys(json))
        .containsExactly(
            "schemaVersion",
            "alertId",
            "rule",
            "ruleSet",
            "host",
            "eventTime",
            "correlation",
            "detectedAt",
            "engineVersion");
    assertThat(json.get("alertId").asText()).isEqualTo(alert.alertId());
    assertThat(json.get("rule").get("title").asText()).isEqualTo("correlation c");
    assertThat(json.get("ruleSet").toString())
        .isEqualTo("{\"name\":\"demo\",\"version\":3,\"hash\":\"abc\"}");
    assertThat(json.get("host").asText()).isEqualTo("h");
    assertThat(json.get("eventTime").asText()).isEqualTo("1970-01-01T00:05:01.500Z");
    assertThat(json.get("correlation").toString())
        .isEqualTo(
            "{\"type\":\"event_count\",\"timespan\":\"PT5M\","
                + "\"window\":{\"from\":\"1970-01-01T00:00:01.500Z\","
                + "\"to\":\"1970-01-01T00:05:01.500Z\"},"
                + "\"group\":{\"User\":\"e\\n\",\"Host\":\"h\"},\"value\":2.5,"
                + "\"rules\":[\"id-a\",\"id-b\"],\"events\":["
                + "{\"time\":\"1970-01-01T00:00:01Z\",\"rule\":\"id-b\",\"host\":\"h\","
                + "\"origin\":{\"topic\":\"sluice.events\",\"partition\":2,\"offset\":99}},"
                + "{\"time\":\"1970-01-01T00:00:02Z\",\"rule\":\"id-a\",\"host\":\"h\","
                + "\"source\":{\"file\":\"a.ndjson\",\"line\":4}}],"
                + "\"late\":false,\"approximate\":false}");
  }

  @Test
  void anAlertOfAChainNamesTheAlertsItIsMadeOf() throws IOException {
    JsonNode json =
        written(
            new CorrelationAlert(counting(""), List.of(), firing(true, List.of(RECORD, ALERT))));
    JsonNode correlation = json.get("correlation");
    assertThat(json.get("host").isNull()).isTrue();
    assertThat(correlation.get("group").toString()).isEqualTo("{}");
    assertThat(correlation.get("atLeast").asBoolean()).isTrue();
    assertThat(correlation.get("late").asBoolean()).isTrue();
    assertThat(correlation.get("events").get(1).toString())
        .isEqualTo("{\"time\":\"1970-01-01T00:00:03Z\",\"rule\":\"id-b\",\"alertId\":\"some-id\"}");
  }

  @Test
  void aFieldThatIsNamedTwiceIsWrittenOnce() throws IOException {
    JsonNode json =
        written(
            new CorrelationAlert(
                counting("User, User"), List.of("e", "e"), firing(false, List.of(RECORD))));
    assertThat(json.get("correlation").get("group").toString()).isEqualTo("{\"User\":\"e\"}");
  }

  private static List<Contribution> longNamed(int count, int length) {
    List<Contribution> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String host = "\u0001".repeat(length);
      all.add(new Contribution(i, Origin.file("x".repeat(length), i), host, 0, null));
    }
    return all;
  }

  @Test
  void theListOfEventsIsCutFirst() throws IOException {
    CorrelationAlert alert =
        new CorrelationAlert(
            counting("User"), List.of("e"), firing(false, longNamed(Firing.MAX_LISTED, 200)));
    byte[] cut =
        new CorrelationAlertWriter(() -> Instant.EPOCH, LEAST_BYTES).write(RULE_SET, alert);
    assertThat(cut.length).isBetween(LEAST_BYTES / 4, LEAST_BYTES);
    JsonNode json = new ObjectMapper().readTree(cut);
    assertThat(json.get("truncated").asBoolean()).isTrue();
    JsonNode events = json.get("correlation").get("events");
    assertThat(events.size()).isBetween(4, 50);
    assertThat(events.get(events.size() - 1).get("source").get("line").asInt()).isEqualTo(99);
    assertThat(json.get("alertId").asText()).isEqualTo(alert.alertId());
    assertThat(json.get("rule").get("title").asText()).isEqualTo("correlation c");
    byte[] whole = new CorrelationAlertWriter(() -> Instant.EPOCH).write(RULE_SET, alert);
    JsonNode all = new ObjectMapper().readTree(whole);
    assertThat(all.has("truncated")).isFalse();
    assertThat(all.get("correlation").get("events")).hasSize(Firing.MAX_LISTED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 100})
  void noAlertIsLargerThanItMayBe(int events) throws IOException {
    String fields = "f".repeat(2_000);
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      names.add(fields + i);
      values.add("\u0001".repeat(1_024));
    }
    String tags = "t".repeat(3_000);
    CompiledCorrelation correlation =
        named(
            compile(
                rule("a"),
                rule("b"),
                correlation(
                        "c",
                        "type: event_count\nrules: [a, b]\ngroup-by: [%s]\ntimespan: 5m\ncondition: {gte: 2}"
                            .formatted(String.join(", ", names)))
                    .replace(
                        "level: high", "level: high\ntags: [" + (tags + ", ").repeat(99) + "x]")),
            "c");
    CorrelationAlert alert =
        new CorrelationAlert(correlation, values, firing(false, longNamed(events, 60_000)));
    byte[] cut =
        new CorrelationAlertWriter(() -> Instant.EPOCH, LEAST_BYTES).write(RULE_SET, alert);
    assertThat(cut.length).isLessThanOrEqualTo(LEAST_BYTES);
    assertThat(new ObjectMapper().readTree(cut).get("truncated").asBoolean()).isTrue();
  }
}
