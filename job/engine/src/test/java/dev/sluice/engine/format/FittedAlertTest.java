package dev.sluice.engine.format;

import static dev.sluice.engine.format.FormatCases.alert;
import static dev.sluice.engine.format.FormatCases.bytes;
import static dev.sluice.engine.format.FormatCases.mapped;
import static dev.sluice.engine.format.FormatCases.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** No alert grows past the limit by being said in other words. */
class FittedAlertTest {
  private static final int RECORD = 1 << 20;
  private static final List<String> LETTERS =
      List.of("a", "İ", "ς", "\u0001", "\"", "\\", "\n", "😀", "\u2028", "\u0000", "0", ".");

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NATIVE")
  void anEventThatGrowsBeyondTheLimitIsCut(AlertFormat format) {
    ObjectNode alert = (ObjectNode) read(alert("rule"));
    ObjectNode event = alert.putObject("event");
    for (int i = 0; i < 1000; i++) {
      event.put("name" + i, "\"\\".repeat(230));
    }
    byte[] written = bytes(alert);
    assertThat(written.length).isLessThan(RECORD);
    JsonNode mapped = mapped(format, written, RECORD);
    JsonNode ours = mapped.path(format == AlertFormat.OCSF ? "unmapped" : "sluice");
    assertThat(ours.path("truncated").asBoolean()).isTrue();
    assertThat(ours.path("eventLength").asInt()).isEqualTo(bytes(event).length);
    assertThat(ours.path("ancestry")).isEqualTo(alert.path("ancestry"));
    JsonNode cut = event(mapped);
    assertThat(cut.size()).isBetween(400, 999);
    assertThat(cut.path("name100")).isEqualTo(event.path("name100"));
    assertThat(bytes(mapped).length).isGreaterThan(RECORD * 2 / 3);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NATIVE")
  void noTextOrListMakesAnAlertTooLarge(AlertFormat format) {
    String huge = "\u0001".repeat(4000);
    ObjectNode alert = hostile(huge, 100);
    JsonNode mapped = mapped(format, bytes(alert), AlertFormat.LEAST_BYTES);
    assertIdentity(format, mapped, alert);
    assertThat(event(mapped).isObject()).isTrue();
    ObjectNode correlation = hostileCorrelation(huge, 100);
    JsonNode correlated = mapped(format, bytes(correlation), AlertFormat.LEAST_BYTES);
    assertIdentity(format, correlated, correlation);
    JsonNode ours = correlated.path(format == AlertFormat.OCSF ? "unmapped" : "sluice");
    JsonNode events = ours.at("/correlation/events");
    assertThat(events.get(events.size() - 1).at("/origin/offset").asInt())
        .as("the newest stay")
        .isEqualTo(99);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NATIVE")
  void anyAlertIsAsPublishedWithinItsLimit(AlertFormat format) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 40; round++) {
      String text = text(random, 1 << random.nextInt(13));
      ObjectNode alert =
          random.nextBoolean()
              ? hostile(text, random.nextInt(100))
              : hostileCorrelation(text, random.nextInt(100));
      int maxBytes = AlertFormat.LEAST_BYTES + random.nextInt(200_000);
      assertThat(mapped(format, bytes(alert), maxBytes).isObject()).as("seed %d", seed).isTrue();
    }
  }

  @Test
  void aLimitBelowWhatAnAlertNeedsIsRefused() {
    assertThatThrownBy(() -> AlertFormat.ECS.of(alert("bare"), 1000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1000");
  }

  private static void assertIdentity(AlertFormat format, JsonNode mapped, JsonNode alert) {
    boolean ocsf = format == AlertFormat.OCSF;
    assertThat(mapped.at(ocsf ? "/metadata/uid" : "/event/id")).isEqualTo(alert.path("alertId"));
    assertThat(mapped.at(ocsf ? "/finding_info/analytic/version" : "/rule/version"))
        .isEqualTo(alert.at("/rule/contentHash"));
    assertThat(mapped.at((ocsf ? "/unmapped" : "/sluice") + "/truncated").asBoolean()).isTrue();
  }

  private static ObjectNode hostile(String text, int items) {
    ObjectNode alert = (ObjectNode) read(alert("rule"));
    alert.put("host", text);
    fillRule(alert, text, items);
    ArrayNode matched = alert.putArray("matched");
    ArrayNode ancestry = alert.putArray("ancestry");
    for (int i = 0; i < items; i++) {
      ObjectNode one = matched.addObject().put("selection", text).put("field", text + i);
      one.put("operator", "re").put("value", text).put("actual", text + i);
      if (i < 8) {
        ObjectNode ancestor = ancestry.addObject().put("image", text).put("commandLine", text);
        ancestor.put("processId", text).put("processGuid", text).put("startedAt", "2026-01-01");
      }
    }
    alert.putObject("event").put(text, text).putArray("list").add(text).add(1.5).addNull();
    return alert;
  }

  private static ObjectNode hostileCorrelation(String text, int items) {
    ObjectNode alert = (ObjectNode) read(alert("correlation"));
    fillRule(alert, text, items);
    ObjectNode correlation = (ObjectNode) alert.get("correlation");
    ObjectNode group = correlation.putObject("group");
    ArrayNode rules = correlation.putArray("rules");
    ArrayNode events = correlation.putArray("events");
    for (int i = 0; i < items; i++) {
      group.put(i + text, text);
      rules.add(text);
      ObjectNode event = events.addObject().put("time", "2026-11-20T10:01:00Z").put("rule", text);
      event.put("host", text);
      event.putObject("origin").put("topic", "t".repeat(249)).put("partition", 1).put("offset", i);
    }
    return alert;
  }

  private static void fillRule(ObjectNode alert, String text, int items) {
    ObjectNode rule = (ObjectNode) alert.get("rule");
    for (String name : List.of("id", "title", "level", "status", "author", "description", "path")) {
      rule.put(name, text);
    }
    for (String name : List.of("tags", "references", "falsepositives")) {
      ArrayNode list = rule.putArray(name);
      for (int i = 0; i < items; i++) {
        list.add(text);
      }
    }
    ((ObjectNode) alert.get("ruleSet")).put("name", text);
  }

  private static String text(Random random, int letters) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < letters; i++) {
      text.append(LETTERS.get(random.nextInt(LETTERS.size())));
    }
    return text.toString();
  }

  /** The event that {@code mapped} carries as a text. */
  private static JsonNode event(JsonNode mapped) {
    String text = mapped.path("raw_data").asText() + mapped.at("/event/original").asText();
    return read(text.getBytes(UTF_8));
  }
}
