package dev.sluice.engine.match;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.engine.correlate.CompiledCorrelation;
import dev.sluice.engine.correlate.Contribution;
import dev.sluice.engine.correlate.CorrelationAlert;
import dev.sluice.engine.correlate.CorrelationDefinition;
import dev.sluice.engine.correlate.Firing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes alerts of correlations as JSON, one line each, in the form that {@link AlertWriter} gives
 * those of rules. Safe for use by several threads.
 *
 * <p>In place of the event they have {@code correlation}: what was computed over which window and
 * group, and the newest events that made it true, at most {@value Firing#MAX_LISTED}.
 */
public final class CorrelationAlertWriter {

  /** So few fit in any alert, with their texts cut. */
  private static final int FEW_EVENTS = 4;

  private final InstantSource clock;
  private final int maxBytes;

  /**
   * Writes alerts of any size.
   *
   * @param clock for {@code detectedAt} only
   */
  public CorrelationAlertWriter(InstantSource clock) {
    this(clock, Integer.MAX_VALUE);
  }

  /**
   * Writes alerts that are cut where they would be larger than {@code maxBytes}, which is at least
   * 32 KiB.
   *
   * @param clock for {@code detectedAt} only
   */
  public CorrelationAlertWriter(InstantSource clock, int maxBytes) {
    this.clock = clock;
    this.maxBytes = AlertParts.checked(maxBytes);
  }

  /**
   * One alert as UTF-8 JSON without a line end.
   *
   * <p>One that would be too large has {@code truncated} true and lists fewer events, the newest;
   * if that is not enough, its texts are cut too.
   */
  public byte[] write(RuleSetName ruleSet, CorrelationAlert alert) {
    Instant now = clock.instant();
    int events = alert.firing().newest().size();
    byte[] written = write(new Finding(ruleSet, alert, now, events), AlertExtent.WHOLE);
    while (written.length > maxBytes && events > FEW_EVENTS) {
      events = Math.max(FEW_EVENTS, events / 2);
      written = write(new Finding(ruleSet, alert, now, events), AlertExtent.withoutEvent());
    }
    return written.length <= maxBytes
        ? written
        : write(new Finding(ruleSet, alert, now, events), AlertExtent.brief(maxBytes));
  }

  /** What one alert says, with so many of its events. */
  private record Finding(RuleSetName ruleSet, CorrelationAlert alert, Instant at, int events) {}

  private static byte[] write(Finding finding, AlertExtent extent) {
    return AlertParts.object(json -> write(json, finding, extent));
  }

  private static void write(JsonGenerator json, Finding finding, AlertExtent extent)
      throws IOException {
    CorrelationAlert alert = finding.alert();
    String host = alert.host();
    AlertParts.writeHead(
        json, alert.alertId(), alert.correlation().header(), finding.ruleSet(), extent);
    json.writeStringField("host", host == null ? null : extent.text(host));
    json.writeStringField("eventTime", text(alert.firing().timeMillis()));
    json.writeObjectFieldStart("correlation");
    writeComputed(json, alert, extent);
    writeContributions(json, finding, extent);
    json.writeBooleanField("late", alert.firing().late());
    json.writeBooleanField("approximate", alert.firing().approximate());
    json.writeEndObject();
    if (!extent.isWhole()) {
      json.writeBooleanField("truncated", true);
    }
    AlertParts.writeEngine(json, finding.at().toString());
  }

  private static void writeComputed(JsonGenerator json, CorrelationAlert alert, AlertExtent extent)
      throws IOException {
    CorrelationDefinition definition = alert.correlation().definition();
    Firing firing = alert.firing();
    json.writeStringField("type", definition.type().name().toLowerCase(Locale.ROOT));
    json.writeStringField("timespan", Duration.ofMillis(definition.timespanMillis()).toString());
    json.writeObjectFieldStart("window");
    json.writeStringField("from", text(firing.fromMillis()));
    json.writeStringField("to", text(firing.toMillis()));
    json.writeEndObject();
    json.writeObjectFieldStart("group");
    for (Map.Entry<String, String> field : group(alert, extent).entrySet()) {
      json.writeStringField(field.getKey(), field.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("value", firing.value());
    if (firing.isAtLeast()) {
      json.writeBooleanField("atLeast", true);
    }
  }

  /** The group as it is written: names that are cut may be the same. */
  private static Map<String, String> group(CorrelationAlert alert, AlertExtent extent) {
    List<String> names = extent.items(alert.correlation().definition().groupBy());
    Map<String, String> group = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      group.putIfAbsent(extent.text(names.get(i)), extent.text(alert.group().get(i)));
    }
    return group;
  }

  private static void writeContributions(JsonGenerator json, Finding finding, AlertExtent extent)
      throws IOException {
    CompiledCorrelation correlation = finding.alert().correlation();
    List<CorrelationDefinition.Input> inputs = correlation.definition().inputs();
    List<Contribution> all = finding.alert().firing().newest();
    List<String> rules =
        all.stream()
            .mapToInt(Contribution::input)
            .distinct()
            .sorted()
            .mapToObj(input -> inputs.get(input).ruleId())
            .toList();
    AlertParts.writeTexts(json, "rules", rules, extent);
    json.writeArrayFieldStart("events");
    for (Contribution contribution : all.subList(all.size() - finding.events(), all.size())) {
      json.writeStartObject();
      json.writeStringField("time", text(contribution.timeMillis()));
      json.writeStringField("rule", extent.text(inputs.get(contribution.input()).ruleId()));
      writeSource(json, contribution, extent);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeSource(JsonGenerator json, Contribution contribution, AlertExtent extent)
      throws IOException {
    String host = contribution.host();
    String alertId = contribution.alertId();
    if (host != null) {
      json.writeStringField("host", extent.text(host));
    }
    if (alertId == null) {
      OriginJson.write(json, contribution.origin(), extent::text);
    } else {
      json.writeStringField("alertId", alertId);
    }
  }

  private static String text(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
