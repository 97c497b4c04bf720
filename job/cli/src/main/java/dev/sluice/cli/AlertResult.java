package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sluice.engine.correlate.CorrelationAlert;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.format.AlertFormat;
import dev.sluice.engine.match.AlertWriter;
import dev.sluice.engine.sigma.Header;
import dev.sluice.stream.Alert;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One alert as a command writes it. Absent texts are empty.
 *
 * @param time of the event
 * @param source file and ordinal of the event, of a correlation that of its newest event
 * @param json the alert as the job writes it
 */
record AlertResult(
    String time,
    String level,
    String host,
    String title,
    String ruleId,
    String source,
    String alertId,
    byte[] json) {

  private static final int TIME_WIDTH = 24;
  private static final int LEVEL_WIDTH = 13;
  private static final int HOST_WIDTH = 24;

  /** Terminals get what a person looks at first; programs get all. */
  static ResultForm<AlertResult> form(OutputFormat format) {
    return form(format, AlertFormat.NATIVE);
  }

  /** The same, with alerts in {@code alertFormat} where they are written as JSON. */
  static ResultForm<AlertResult> form(OutputFormat format, AlertFormat alertFormat) {
    Column<AlertResult> time = new Column<>("time", TIME_WIDTH, AlertResult::time);
    Column<AlertResult> level = new Column<>("level", LEVEL_WIDTH, AlertResult::level);
    Column<AlertResult> host = new Column<>("host", HOST_WIDTH, AlertResult::host);
    Column<AlertResult> rule = new Column<>("rule", 0, AlertResult::title);
    List<Column<AlertResult>> columns =
        format == OutputFormat.TABLE
            ? List.of(time, level, host, rule)
            : List.of(
                time,
                level,
                host,
                rule,
                new Column<>("ruleId", 0, AlertResult::ruleId),
                new Column<>("source", 0, AlertResult::source),
                new Column<>("alertId", 0, AlertResult::alertId));
    return new ResultForm<>(columns, result -> alertFormat.of(result.json(), Integer.MAX_VALUE));
  }

  /** An alert of the job. */
  static AlertResult of(Alert alert) {
    return of(alert.level(), alert.alertId(), alert.json());
  }

  /** The alert of a correlation. */
  static AlertResult of(CorrelationAlert alert, byte[] json) {
    return of(alert.correlation().header().level(), alert.alertId(), json);
  }

  private static AlertResult of(String level, String alertId, byte[] bytes) {
    JsonNode json = Json.read(bytes);
    JsonNode source = json.has("correlation") ? lastSource(json) : json.path("source");
    return new AlertResult(
        json.path("eventTime").asText(""),
        level,
        json.path("host").asText(""),
        json.path("rule").path("title").asText(),
        json.path("rule").path("id").asText(),
        source.isMissingNode()
            ? ""
            : source.path("file").asText() + ":" + source.path("line").asText(),
        alertId,
        bytes);
  }

  /** Where the newest event stands that the alert of a correlation lists. */
  private static JsonNode lastSource(JsonNode json) {
    JsonNode last = MissingNode.getInstance();
    for (JsonNode event : json.path("correlation").path("events")) {
      last = event.has("source") ? event.path("source") : last;
    }
    return last;
  }

  /** The alert of {@code rule} on {@code event}. */
  static AlertResult of(Header rule, Event event, Origin origin, byte[] json) {
    Instant time = event.time();
    return new AlertResult(
        time == null ? "" : time.toString(),
        rule.level(),
        Objects.requireNonNullElse(event.host(), ""),
        rule.title(),
        rule.id(),
        Path.of(origin.name()).getFileName() + ":" + origin.position(),
        AlertWriter.alertId(rule, event.bytes(), origin),
        json);
  }
}
