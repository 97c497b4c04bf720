package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.sigma.Hashes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an alert. Absent texts are empty.
 *
 * @param id the alert's own
 * @param occasion on what it was raised: rule, place and event, or rule, group and window of a
 *     correlation, as a hash; another text of the rule does not change it
 * @param source file and line, or topic, partition and offset
 */
record RaisedAlert(
    String id,
    String ruleId,
    String title,
    String level,
    String occasion,
    String time,
    String host,
    String source) {

  /** The alert in {@code json}, null when it holds none. */
  static @Nullable RaisedAlert read(byte[] json) {
    JsonNode tree = Json.readOrNull(json);
    return tree == null || !tree.hasNonNull("alertId") || !tree.path("rule").hasNonNull("id")
        ? null
        : of(tree);
  }

  /** The alert that {@code json} is. */
  static RaisedAlert of(JsonNode json) {
    JsonNode rule = json.path("rule");
    return new RaisedAlert(
        json.path("alertId").asText(),
        rule.path("id").asText(),
        rule.path("title").asText(),
        rule.path("level").asText(),
        occasion(json),
        json.path("eventTime").asText(""),
        json.path("host").asText(""),
        source(json));
  }

  private static String occasion(JsonNode json) {
    JsonNode correlation = json.path("correlation");
    String event =
        correlation.isObject()
            ? correlation.path("group") + "\n" + correlation.path("window")
            : place(json) + "\n" + json.path("eventSha256").asText("") + json.path("event");
    String all = json.path("rule").path("id").asText() + "\n" + event;
    return Hashes.sha256(all.getBytes(StandardCharsets.UTF_8));
  }

  /** Where the event stands, of a correlation the newest that it lists. */
  private static String source(JsonNode json) {
    String source = place(json);
    for (JsonNode event : json.path("correlation").path("events")) {
      source = place(event).isEmpty() ? source : place(event);
    }
    return source;
  }

  private static String place(JsonNode json) {
    JsonNode file = json.path("source");
    JsonNode origin = json.path("origin");
    if (file.isObject()) {
      return file.path("file").asText() + ":" + file.path("line").asText();
    }
    return origin.isObject()
        ? origin.path("topic").asText()
            + ":"
            + origin.path("partition").asText()
            + ":"
            + origin.path("offset").asText()
        : "";
  }
}
