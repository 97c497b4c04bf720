package dev.sluice.engine.format;

import static dev.sluice.engine.format.FormatCases.alert;
import static dev.sluice.engine.format.FormatCases.mapped;
import static dev.sluice.engine.format.FormatCases.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of alerts in the forms of others; each is held against what they publish. */
class AlertFormatTest {
  private static final int ANY_SIZE = Integer.MAX_VALUE;
  private static final List<AlertFormat> OTHERS = List.of(AlertFormat.OCSF, AlertFormat.ECS);

  @Test
  void everyAlertOfTheSampleIsAsPublishedAndLosesNothing() throws IOException {
    List<byte[]> sample = SampleAlerts.all();
    assertThat(sample.size()).isGreaterThan(60);
    assertThat(sample.stream().filter(alert -> read(alert).has("correlation"))).isNotEmpty();
    for (AlertFormat format : OTHERS) {
      for (byte[] alert : sample) {
        JsonNode mapped = mapped(format, alert, ANY_SIZE);
        assertThat(texts(mapped)).containsAll(texts(unreworded(alert)));
        assertThat(event(mapped)).isEqualTo(read(alert).path("event"));
        assertThat(format.of(alert.clone(), ANY_SIZE)).isEqualTo(format.of(alert, ANY_SIZE));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rule", "bare", "correlation", "cut"})
  void anAlertBecomesWhatItsFileSays(String name) throws IOException {
    for (AlertFormat format : OTHERS) {
      JsonNode mapped = mapped(format, alert(name), ANY_SIZE);
      FormatCases.assertGolden(name + "." + format + ".json", mapped);
      assertThat(texts(mapped)).containsAll(texts(unreworded(alert(name))));
    }
  }

  @Test
  void theNativeFormIsLeftAlone() {
    byte[] alert = alert("rule");
    assertThat(AlertFormat.NATIVE.of(alert, 1)).isSameAs(alert);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0, Unknown",
    "informational, 1, Informational",
    "low, 2, Low",
    "medium, 3, Medium",
    "high, 4, High",
    "critical, 5, Critical",
    "CRITICAL, 5, Critical",
    "dreadful, 99, dreadful"
  })
  void theLevelOfTheRuleIsTheSeverity(String level, int id, String caption) {
    byte[] alert = withRule("level", level);
    JsonNode finding = mapped(AlertFormat.OCSF, alert, ANY_SIZE);
    assertThat(finding.path("severity_id").asInt()).isEqualTo(id);
    assertThat(finding.path("severity").asText()).isEqualTo(caption);
    JsonNode severity = mapped(AlertFormat.ECS, alert, ANY_SIZE).path("event").path("severity");
    assertThat(severity.isMissingNode()).isEqualTo(id == 0 || id == 99);
    assertThat(severity.asInt(id)).isEqualTo(id);
  }

  @Test
  void theAlertsIdIsTheFindingsAndTheDocuments() {
    JsonNode alert = read(alert("rule"));
    JsonNode finding = mapped(AlertFormat.OCSF, alert("rule"), ANY_SIZE);
    assertThat(finding.at("/metadata/uid")).isEqualTo(alert.get("alertId"));
    assertThat(finding.at("/finding_info/uid")).isEqualTo(alert.get("alertId"));
    assertThat(mapped(AlertFormat.ECS, alert("rule"), ANY_SIZE).at("/event/id"))
        .isEqualTo(alert.get("alertId"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+1000000000-12-31T23:59:59.999999999Z",
        "-1000000000-01-01T00:00:00Z",
        "+12345-01-01T00:00:00Z",
        "-0005-01-01T00:00:00Z"
      })
  void aTimeThatAFormCannotSayStandsUnderItsOwnName(String time) {
    ObjectNode alert = (ObjectNode) read(alert("rule"));
    alert.put("eventTime", time);
    byte[] bytes = FormatCases.bytes(alert);
    JsonNode document = mapped(AlertFormat.ECS, bytes, ANY_SIZE);
    assertThat(document.at("/sluice/eventTime").asText()).isEqualTo(time);
    assertThat(document.path("@timestamp")).isEqualTo(alert.path("detectedAt"));
    JsonNode finding = mapped(AlertFormat.OCSF, bytes, ANY_SIZE);
    assertThat(finding.has("start_time") || finding.at("/unmapped/eventTime").isTextual()).isTrue();
  }

  @Test
  void noNameInADocumentComesFromARuleOrAnEvent() {
    ObjectNode alert = (ObjectNode) read(alert("correlation"));
    ObjectNode group = ((ObjectNode) alert.get("correlation")).putObject("group");
    group.put("", "x").put("a.b", "y").put("a", "z");
    JsonNode document = mapped(AlertFormat.ECS, FormatCases.bytes(alert), ANY_SIZE);
    assertThat(document.at("/sluice/correlation/group").toString())
        .isEqualTo(
            "[{\"field\":\"\",\"value\":\"x\"},{\"field\":\"a.b\",\"value\":\"y\"},"
                + "{\"field\":\"a\",\"value\":\"z\"}]");
  }

  @Test
  void whatIsNoAddressIsNoObservableAddress() {
    for (String text : List.of("10.1.2.3", "fe80::1", "10.1.2.300", "fe80::1%eth0", "-", "LOCAL")) {
      ObjectNode alert = (ObjectNode) read(alert("rule"));
      alert.putArray("matched").addObject().put("field", "IpAddress").put("actual", text);
      byte[] bytes = FormatCases.bytes(alert);
      boolean address = text.equals("10.1.2.3") || text.equals("fe80::1");
      JsonNode related = mapped(AlertFormat.ECS, bytes, ANY_SIZE).at("/related/ip");
      assertThat(related.isMissingNode()).isEqualTo(!address);
      JsonNode observable = mapped(AlertFormat.OCSF, bytes, ANY_SIZE).at("/observables/1");
      assertThat(observable.path("type_id").asInt()).isEqualTo(address ? 2 : 99);
      assertThat(observable.path("value").asText()).isEqualTo(text);
    }
  }

  @Test
  void aTechniqueStandsWithTheTacticsOfTheTagsThatItServes() {
    ObjectNode alert = (ObjectNode) read(alert("bare"));
    ((ObjectNode) alert.get("rule"))
        .putArray("tags")
        .add("attack.persistence")
        .add("attack.privilege_escalation")
        .add("attack.t1053.005")
        .add("attack.T9999")
        .add("attack.impact")
        .add("attack.g0016")
        .add("attack.")
        .add("cve.2021-44228");
    JsonNode finding = mapped(AlertFormat.OCSF, FormatCases.bytes(alert), ANY_SIZE);
    assertThat(finding.at("/finding_info/attacks"))
        .extracting(
            attack ->
                attack.at("/technique/uid").asText()
                    + " "
                    + attack.at("/sub_technique/uid").asText()
                    + " "
                    + attack.at("/tactic/uid").asText())
        .containsExactly("T1053 T1053.005 TA0003", "T1053 T1053.005 TA0004", "T9999  ", "  TA0040");
    JsonNode threat = mapped(AlertFormat.ECS, FormatCases.bytes(alert), ANY_SIZE).path("threat");
    assertThat(threat.at("/technique/id").toString()).isEqualTo("[\"T1053\",\"T9999\"]");
    assertThat(threat.at("/technique/subtechnique/id").toString()).isEqualTo("[\"T1053.005\"]");
    assertThat(threat.at("/tactic/id").toString()).isEqualTo("[\"TA0003\",\"TA0004\",\"TA0040\"]");
  }

  @Test
  void aFormIsNamedInLowerCase() {
    for (AlertFormat format : AlertFormat.values()) {
      assertThat(AlertFormat.parse(format.toString())).isEqualTo(format);
    }
    assertThatThrownBy(() -> AlertFormat.parse("cef"))
        .hasMessage("alert format 'cef': expected native, ocsf or ecs");
  }

  private static byte[] withRule(String name, String text) {
    ObjectNode alert = (ObjectNode) read(alert("rule"));
    ((ObjectNode) alert.get("rule")).put(name, text);
    return FormatCases.bytes(alert);
  }

  /** The event that {@code mapped} carries as a text; missing when it carries none. */
  private static JsonNode event(JsonNode mapped) {
    String text = mapped.path("raw_data").asText() + mapped.at("/event/original").asText();
    return read(text.getBytes(UTF_8));
  }

  /** But for what is said in other words: the event, the level and two times. */
  private static JsonNode unreworded(byte[] alert) {
    ObjectNode members = (ObjectNode) read(alert);
    members.remove(List.of("event", "eventTime", "detectedAt"));
    ((ObjectNode) members.get("rule")).remove("level");
    return members;
  }

  /** Every text and number of {@code json}, wherever it stands; the names of groups too. */
  private static Set<String> texts(JsonNode json) {
    Set<String> texts = new HashSet<>();
    json.path("group").propertyStream().forEach(field -> texts.add(field.getKey()));
    json.forEach(item -> texts.addAll(texts(item)));
    if (json.isValueNode() && !json.isNull() && !json.asText().isEmpty()) {
      texts.add(json.asText());
    }
    return texts;
  }
}
