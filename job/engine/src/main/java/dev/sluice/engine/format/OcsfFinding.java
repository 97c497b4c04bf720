package dev.sluice.engine.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.format.AttackTags.Technique;
import dev.sluice.engine.lint.AttackTactic;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An alert as a Detection Finding of the Open Cybersecurity Schema Framework, version {@value
 * #VERSION}.
 *
 * <p>{@code time} is when the finding was made and {@code start_time} to {@code end_time} what it
 * is about. What the class has no place for is {@code unmapped}, under its own name.
 */
final class OcsfFinding implements AlertMapping {

  /** The version of the schema; those after it take the same. */
  static final String VERSION = "1.5.0";

  private static final int FINDINGS = 2;
  private static final int DETECTION_FINDING = 2004;
  private static final int CREATE = 1;
  private static final int NEW = 1;
  private static final int RULE = 1;
  private static final int UNKNOWN_DEVICE = 0;

  private static final Set<String> MAPPED =
      Set.of("alertId", "host", "eventTime", "matched", "detectedAt", "engineVersion");
  private static final Set<String> MAPPED_OF_RULE =
      Set.of("id", "title", "level", "description", "tags", "contentHash");

  @Override
  public ObjectNode of(NativeAlert alert) {
    Severity severity = Severity.of(alert.text("rule", "level"));
    ObjectNode finding = Members.object();
    finding.put("activity_id", CREATE).put("activity_name", "Create");
    finding.put("category_uid", FINDINGS).put("category_name", "Findings");
    finding.put("class_uid", DETECTION_FINDING).put("class_name", "Detection Finding");
    finding.put("type_uid", DETECTION_FINDING * 100 + CREATE);
    finding.put("type_name", "Detection Finding: Create");
    finding.put("severity_id", severity.id());
    finding.put(
        "severity", severity == Severity.OTHER ? alert.text("rule", "level") : severity.caption());
    finding.put("status_id", NEW).put("status", "New").put("is_alert", true);
    addTimes(finding, alert);
    finding.put("message", alert.text("rule", "title"));
    finding.set("metadata", metadata(alert));
    finding.set("finding_info", findingInfo(alert));
    if (!alert.host().isEmpty()) {
      ObjectNode device = finding.putObject("device");
      device.put("hostname", alert.host());
      device.put("type_id", UNKNOWN_DEVICE).put("type", "Unknown");
    }
    addEvidence(finding, alert);
    finding.set("unmapped", unmapped(alert));
    return finding;
  }

  @Override
  public void addEvent(ObjectNode finding, String event) {
    finding.put("raw_data", event);
  }

  private static void addTimes(ObjectNode finding, NativeAlert alert) {
    Long detectedAt = millis(alert.detectedAt());
    finding.put("time", detectedAt == null ? 0 : detectedAt);
    Instant eventTime = alert.eventTime();
    JsonNode window = alert.correlation().path("window");
    Instant from = alert.isCorrelation() ? time(window.path("from")) : eventTime;
    Instant to = alert.isCorrelation() ? time(window.path("to")) : eventTime;
    putTime(finding, "start_time", from);
    putTime(finding, "end_time", to);
  }

  private static @Nullable Instant time(JsonNode text) {
    return NativeAlert.time(text.asText());
  }

  private static void putTime(ObjectNode to, String name, @Nullable Instant time) {
    Long millis = time == null ? null : millis(time);
    if (millis != null) {
      to.put(name, millis);
    }
  }

  /** Null when a long cannot hold it. */
  private static @Nullable Long millis(Instant time) {
    try {
      return time.toEpochMilli();
    } catch (ArithmeticException e) {
      return null;
    }
  }

  private static ObjectNode metadata(NativeAlert alert) {
    ObjectNode metadata = Members.object();
    metadata.put("version", VERSION).put("uid", alert.alertId());
    ObjectNode product = metadata.putObject("product");
    product.put("name", Members.PRODUCT).put("vendor_name", Members.PRODUCT);
    product.put("version", alert.text("engineVersion"));
    Members.putTexts(metadata, "labels", alert.ruleTexts("tags"));
    return metadata;
  }

  private static ObjectNode findingInfo(NativeAlert alert) {
    ObjectNode info = Members.object();
    info.put("uid", alert.alertId()).put("title", alert.text("rule", "title"));
    Members.putText(info, "desc", alert.text("rule", "description"));
    ObjectNode analytic = info.putObject("analytic");
    analytic.put("uid", alert.text("rule", "id")).put("name", alert.text("rule", "title"));
    analytic.put("type_id", RULE).put("type", "Rule");
    Members.putText(analytic, "version", alert.text("rule", "contentHash"));
    addAttacks(info, AttackTags.of(alert.ruleTexts("tags")));
    String source = alert.text("origin", "topic") + alert.text("source", "file");
    Members.putTexts(info, "data_sources", source.isEmpty() ? List.of() : List.of(source));
    if (alert.isCorrelation()) {
      addRelated(info, alert.correlation());
    }
    return info;
  }

  private static void addAttacks(ObjectNode info, AttackTags tags) {
    ArrayNode attacks = Members.array();
    for (Technique technique : tags.techniques()) {
      List<AttackTactic> tactics = tags.tacticsOf(technique);
      tactics.forEach(tactic -> attacks.add(attack(technique, tactic)));
      if (tactics.isEmpty()) {
        attacks.add(attack(technique, null));
      }
    }
    tags.tacticsAlone().forEach(tactic -> attacks.add(attack(null, tactic)));
    Members.setKnown(info, "attacks", attacks);
  }

  private static ObjectNode attack(@Nullable Technique technique, @Nullable AttackTactic tactic) {
    ObjectNode attack = Members.object();
    if (tactic != null) {
      attack.set("tactic", named(tactic.id(), tactic.name()));
    }
    if (technique != null) {
      attack.set("technique", named(technique.id(), technique.name()));
      if (!technique.subId().isEmpty()) {
        attack.set("sub_technique", named(technique.subId(), technique.subName()));
      }
    }
    return attack;
  }

  private static ObjectNode named(String id, String name) {
    ObjectNode named = Members.object().put("uid", id);
    Members.putText(named, "name", name);
    return named;
  }

  private static void addRelated(ObjectNode info, JsonNode correlation) {
    ArrayNode analytics = Members.array();
    for (JsonNode rule : correlation.path("rules")) {
      analytics.addObject().put("uid", rule.asText()).put("type_id", RULE).put("type", "Rule");
    }
    Members.setKnown(info, "related_analytics", analytics);
    ArrayNode events = Members.array();
    for (JsonNode event : correlation.path("events")) {
      ObjectNode related = events.addObject().put("uid", place(event));
      related.put("type", event.has("alertId") ? "Alert" : "Event");
      putTime(related, "first_seen_time", time(event.path("time")));
    }
    Members.setKnown(info, "related_events", events);
  }

  /** What names an event for good: its record, or its line, or the alert that it is. */
  private static String place(JsonNode event) {
    if (event.has("alertId")) {
      return event.path("alertId").asText();
    }
    JsonNode origin = event.path("origin");
    JsonNode source = event.path("source");
    return event.has("origin")
        ? "%s/%s/%s"
            .formatted(
                origin.path("topic").asText(),
                origin.path("partition").asText(),
                origin.path("offset").asText())
        : source.path("file").asText() + ":" + source.path("line").asText();
  }

  private static void addEvidence(ObjectNode finding, NativeAlert alert) {
    ArrayNode evidences = Members.array();
    alert.matched().forEach(matched -> evidences.addObject().set("data", matched));
    Members.setKnown(finding, "evidences", evidences);
    ArrayNode observables = Members.array();
    for (Observable observable : Observable.of(alert)) {
      ObservableType type = observable.type();
      observables
          .addObject()
          .put("name", observable.place())
          .put("type_id", type.id())
          .put("type", type == ObservableType.OTHER ? observable.field() : type.caption())
          .put("value", observable.value());
    }
    Members.setKnown(finding, "observables", observables);
  }

  private static ObjectNode unmapped(NativeAlert alert) {
    ObjectNode rest = alert.rest(MAPPED, MAPPED_OF_RULE);
    Instant eventTime = alert.eventTime();
    // Milliseconds do not say every time.
    if (eventTime != null && !isMillis(eventTime)) {
      rest.put("eventTime", alert.text("eventTime"));
    }
    return rest;
  }

  private static boolean isMillis(Instant time) {
    Long millis = millis(time);
    return millis != null && Instant.ofEpochMilli(millis).equals(time);
  }
}
