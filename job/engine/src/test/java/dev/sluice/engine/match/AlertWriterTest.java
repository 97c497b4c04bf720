package dev.sluice.engine.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.lineage.Ancestor;
import dev.sluice.engine.sigma.Hashes;
import dev.sluice.engine.sigma.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertWriterTest {

  private static final EventTables TABLES = EventTables.builtIn();
  private static final String RULE =
      """
      title: T
      id: 11111111-1111-4111-8111-111111111118
      author: A. Author
      level: high
      references: [https://example.org/x]
      logsource: {product: windows, category: process_creation}
      detection:
        sel:
          Image|endswith: '\\cmd.exe'
        condition: sel
      """;
  private static final String EVENT =
      """
      {"EventID":4688,"Channel":"Security","SourceName":"Microsoft-Windows-Security-Auditing",
      "Hostname":"WS1.Example.org.","EventTime":"2026-11-20 10:00:00","@timestamp":"2026-11-20T10:00:00.5Z",
      "NewProcessName":"C:\\\\Windows\\\\cmd.exe"}
      """;

  private static JsonNode alert(String json, Origin origin, Instant now) throws IOException {
    byte[] line = line(RULE, json, origin, new AlertWriter(() -> now));
    return new ObjectMapper().readTree(line);
  }

  private static byte[] line(String rule, String json, Origin origin, AlertWriter writer) {
    RuleSet set =
        new RuleSetCompiler(RuleSelection.DEFAULT, Placeholders.NONE, TABLES.logSources().known())
            .compile(
                "demo",
                3,
                List.of(
                    new SourceFile(
                        "p", "d/x.yml", "d/x.yml", rule.getBytes(StandardCharsets.UTF_8))))
            .ruleSet();
    ReadResult result =
        new EventReader(TABLES.schemas(), TABLES.logSources(), EventLimits.defaults())
            .read(json.getBytes(StandardCharsets.UTF_8));
    Event event = ((ReadResult.Readable) result).event();
    Match match = new ScanMatcher(set).match(event).get(0);
    byte[] line = writer.write(set, match, event, origin);
    assertThat(new String(line, StandardCharsets.UTF_8)).doesNotContain("\n");
    return line;
  }

  @Test
  void anAlertHasTheKeysOfTheContractInOrder() throws IOException {
    JsonNode alert = alert(EVENT, Origin.file("in/a.ndjson", 4), Instant.EPOCH);
    List<String> keys = new ArrayList<>();
    alert.fieldNames().forEachRemaining(keys::add);
    assertThat(keys)
        .containsExactly(
            "schemaVersion",
            "alertId",
            "rule",
            "ruleSet",
            "host",
            "eventTime",
            "source",
            "matched",
            "event",
            "detectedAt",
            "engineVersion");
    assertThat(alert.get("rule").get("author").asText()).isEqualTo("A. Author");
    assertThat(alert.get("host").asText()).isEqualTo("ws1.example.org");
    assertThat(alert.get("eventTime").asText()).isEqualTo("2026-11-20T10:00:00.500Z");
    assertThat(alert.get("source").toString()).isEqualTo("{\"file\":\"a.ndjson\",\"line\":4}");
    assertThat(alert.get("event")).isEqualTo(new ObjectMapper().readTree(EVENT));
    assertThat(alert.get("matched").get(0).get("actual").asText())
        .isEqualTo("C:\\Windows\\cmd.exe");
  }

  @Test
  void theAlertIdDependsOnRuleEventAndOriginOnly() throws IOException {
    Origin origin = Origin.file("in/a.ndjson", 4);
    String id = alert(EVENT, origin, Instant.EPOCH).get("alertId").asText();
    assertThat(alert(EVENT, origin, Instant.MAX).get("alertId").asText()).isEqualTo(id);
    assertThat(alert(EVENT, Origin.file("in/a.ndjson", 5), Instant.EPOCH).get("alertId").asText())
        .isNotEqualTo(id);
    assertThat(alert(EVENT, Origin.file("a.ndjson", 4), Instant.EPOCH).get("alertId").asText())
        .isNotEqualTo(id);
    assertThat(alert(EVENT.replace("WS1", "WS2"), origin, Instant.EPOCH).get("alertId").asText())
        .isNotEqualTo(id);
  }

  @Test
  void aKafkaEventNamesItsRecord() throws IOException {
    JsonNode alert = alert(EVENT, Origin.kafka("sluice.events", 2, 99), Instant.EPOCH);
    assertThat(alert.get("origin").toString())
        .isEqualTo("{\"topic\":\"sluice.events\",\"partition\":2,\"offset\":99}");
  }

  @Test
  void anAlertThatWouldBeTooLargeCarriesItsEventCut() throws IOException {
    String large =
        EVENT
            .replace("{", "{\"Blob\":\"%s\",".formatted("\u0001".repeat(100_000)))
            .replace("\u0001", "\\u0001");
    Origin origin = Origin.kafka("sluice.events", 2, 99);
    int maxBytes = 64 << 10;
    byte[] line = line(RULE, large, origin, new AlertWriter(() -> Instant.EPOCH, maxBytes));
    assertThat(line.length).isLessThanOrEqualTo(maxBytes);
    JsonNode alert = new ObjectMapper().readTree(line);
    byte[] bytes = large.getBytes(StandardCharsets.UTF_8);
    assertThat(alert.get("truncated").asBoolean()).isTrue();
    assertThat(alert.get("eventLength").asInt()).isEqualTo(bytes.length);
    assertThat(alert.get("eventSha256").asText()).isEqualTo(Hashes.sha256(bytes));
    assertThat(alert.get("event").get("Blob").asText()).endsWith("…");
    assertThat(alert.get("event").get("EventID").asInt()).isEqualTo(4688);
    assertThat(alert.get("origin").get("offset").asInt()).isEqualTo(99);
    assertThat(alert.get("rule").get("author").asText()).isEqualTo("A. Author");
    assertThat(alert.get("alertId")).isEqualTo(alert(large, origin, Instant.EPOCH).get("alertId"));
  }

  @Test
  void anAlertThatFitsIsNotCut() {
    Origin origin = Origin.kafka("sluice.events", 2, 99);
    byte[] whole = line(RULE, EVENT, origin, new AlertWriter(() -> Instant.EPOCH));
    byte[] bounded = line(RULE, EVENT, origin, new AlertWriter(() -> Instant.EPOCH, 32 << 10));
    assertThat(bounded).isEqualTo(whole);
    assertThat(new String(whole, StandardCharsets.UTF_8)).doesNotContain("truncated");
  }

  @ParameterizedTest
  @ValueSource(ints = {32 << 10, 64 << 10, 1 << 20})
  void noTextOfARuleMakesAnAlertTooLarge(int maxBytes) throws IOException {
    String huge = "\\x01".repeat(60_000);
    String many = "\"%s\",".formatted("\\x01".repeat(200)).repeat(300);
    String rule =
        RULE.replace("title: T", "title: \"" + huge + "\"\ndescription: \"" + huge + "\"")
            .replace("references: [", "falsepositives: [" + many + "]\nreferences: [" + many);
    String event = EVENT.replace("WS1", "\\u0001".repeat(100_000));
    AlertWriter writer = new AlertWriter(() -> Instant.EPOCH, maxBytes);
    byte[] line = line(rule, event, Origin.file("in/a.ndjson", 4), writer);
    assertThat(line.length).isLessThanOrEqualTo(maxBytes);
    JsonNode alert = new ObjectMapper().readTree(line);
    assertThat(alert.get("truncated").asBoolean()).isTrue();
    assertThat(alert.get("rule").get("id").asText()).startsWith("1");
    assertThat(alert.get("event").isObject()).isTrue();
  }

  @Test
  void anAlertCarriesTheAncestryAsFarAsItIsKnown() throws IOException {
    Ancestor parent =
        new Ancestor("w.exe", "w /n", "420", "a-1", Instant.parse("2026-11-20T10:00:00Z"));
    Ancestor told = new Ancestor("e.exe", null, "16", null, null);
    JsonNode alert = withAncestry(RULE, List.of(parent, told), Integer.MAX_VALUE);
    assertThat(alert.get("ancestry").toString())
        .isEqualTo(
            """
            [{"image":"w.exe","commandLine":"w /n","processId":"420","processGuid":"a-1",\
            "startedAt":"2026-11-20T10:00:00Z"},{"image":"e.exe","processId":"16"}]\
            """);
    JsonNode without = withAncestry(RULE, List.of(), Integer.MAX_VALUE);
    assertThat(without.has("ancestry")).isFalse();
    assertThat(without.get("alertId")).isEqualTo(alert.get("alertId"));
  }

  @ParameterizedTest
  @ValueSource(ints = {32 << 10, 64 << 10, 256 << 10})
  void noAncestryMakesAnAlertTooLarge(int maxBytes) throws IOException {
    String text = "\u0001".repeat(8192);
    Ancestor ancestor = new Ancestor(text, text, "1", text, Instant.EPOCH);
    String huge = "\\x01".repeat(60_000);
    String rule = RULE.replace("title: T", "title: \"" + huge + "\"");
    JsonNode alert = withAncestry(rule, Collections.nCopies(8, ancestor), maxBytes);
    assertThat(alert.get("truncated").asBoolean()).isTrue();
    assertThat(alert.get("ancestry")).hasSize(8);
    assertThat(alert.get("event").get("EventID").asInt()).isEqualTo(4688);
  }

  private static JsonNode withAncestry(String rule, List<Ancestor> ancestry, int maxBytes)
      throws IOException {
    RuleSet set = LineageJudging.rules(rule);
    byte[] bytes = EVENT.getBytes(StandardCharsets.UTF_8);
    Event event = ((ReadResult.Readable) LineageJudging.reader().read(bytes)).event();
    Match match = new ScanMatcher(set).match(event).get(0);
    AlertWriter writer = new AlertWriter(() -> Instant.EPOCH, maxBytes);
    byte[] line = writer.write(set, match, event, ancestry, Origin.file("a", 1));
    assertThat(line.length).isLessThanOrEqualTo(maxBytes);
    return new ObjectMapper().readTree(line);
  }

  @Test
  void aLimitBelowWhatAnAlertNeedsIsRefused() {
    assertThatThrownBy(() -> new AlertWriter(() -> Instant.EPOCH, 1000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1000");
  }
}
