package dev.sluice.engine.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.format.AttackTags.Technique;
import dev.sluice.engine.lint.AttackTactic;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An alert as a document of the Elastic Common Schema, version {@value #VERSION}.
 *
 * <p>What the schema has no field for stands in {@code sluice}, under its own name. No member's
 * name comes from an event or a rule, so that an index has as many fields as this class writes.
 */
final class EcsAlert implements AlertMapping {

  /** The version of the schema; those after it take the same. */
  static final String VERSION = "8.11.0";

  private static final Set<String> MAPPED =
      Set.of("alertId", "host", "eventTime", "detectedAt", "engineVersion", "correlation");
  private static final Set<String> MAPPED_OF_RULE =
      Set.of("id", "title", "description", "author", "tags", "contentHash");

  /** What a long holds in any case. */
  private static final Pattern PROCESS_ID = Pattern.compile("\\d{1,18}");

  /** Elasticsearch takes dates of four-digit years, as it is set up. */
  private static final Pattern DATE = Pattern.compile("\\d{4}-.*");

  @Override
  public ObjectNode of(NativeAlert alert) {
    ObjectNode document = Members.object();
    String eventTime = date(alert.eventTime());
    String detectedAt = date(alert.detectedAt());
    document.put("@timestamp", eventTime.isEmpty() ? orEpoch(detectedAt) : eventTime);
    document.putObject("ecs").put("version", VERSION);
    document.put("message", alert.text("rule", "title"));
    Members.putTexts(document, "tags", alert.ruleTexts("tags"));
    document.set("event", event(alert, detectedAt));
    document.set("rule", rule(alert));
    addThreat(document, AttackTags.of(alert.ruleTexts("tags")));
    if (!alert.host().isEmpty()) {
      document.putObject("host").put("name", alert.host());
    }
    addParent(document, alert.ancestry().path(0));
    Members.setKnown(document, "related", related(alert));
    ObjectNode observer = document.putObject("observer");
    observer.put("vendor", Members.PRODUCT).put("product", Members.PRODUCT);
    observer.put("version", alert.text("engineVersion"));
    document.set("sluice", rest(alert, eventTime));
    return document;
  }

  @Override
  public void addEvent(ObjectNode document, String event) {
    document.withObject("event").put("original", event);
  }

  /** Empty for none, and for one that an index would refuse. */
  private static String date(@Nullable Instant time) {
    String text = time == null ? "" : time.toString();
    return DATE.matcher(text).matches() ? text : "";
  }

  private static String orEpoch(String date) {
    return date.isEmpty() ? Instant.EPOCH.toString() : date;
  }

  private static ObjectNode event(NativeAlert alert, String detectedAt) {
    ObjectNode event = Members.object();
    event.put("id", alert.alertId()).put("kind", "alert");
    event.putArray("category").add("intrusion_detection");
    event.putArray("type").add("info");
    event.put("module", "sluice").put("dataset", "sluice.alerts");
    Severity severity = Severity.of(alert.text("rule", "level"));
    if (severity != Severity.UNKNOWN && severity != Severity.OTHER) {
      event.put("severity", severity.id());
    }
    Members.putText(event, "created", detectedAt);
    JsonNode window = alert.correlation().path("window");
    Members.putText(event, "start", date(NativeAlert.time(window.path("from").asText())));
    Members.putText(event, "end", date(NativeAlert.time(window.path("to").asText())));
    return event;
  }

  private static ObjectNode rule(NativeAlert alert) {
    ObjectNode rule = Members.object();
    rule.put("id", alert.text("rule", "id")).put("name", alert.text("rule", "title"));
    Members.putText(rule, "description", alert.text("rule", "description"));
    String author = alert.text("rule", "author");
    Members.putTexts(rule, "author", author.isEmpty() ? List.of() : List.of(author));
    Members.putText(rule, "version", alert.text("rule", "contentHash"));
    Members.putText(rule, "ruleset", alert.text("ruleSet", "name"));
    List<String> references = alert.ruleTexts("references");
    Members.putText(rule, "reference", references.isEmpty() ? "" : references.get(0));
    return rule;
  }

  private static void addThreat(ObjectNode document, AttackTags tags) {
    if (tags.tactics().isEmpty() && tags.techniques().isEmpty()) {
      return;
    }
    ObjectNode threat = document.putObject("threat").put("framework", "MITRE ATT&CK");
    ObjectNode tactic = Members.object();
    Members.putTexts(tactic, "id", tags.tactics().stream().map(AttackTactic::id).toList());
    Members.putTexts(tactic, "name", tags.tactics().stream().map(AttackTactic::name).toList());
    Members.setKnown(threat, "tactic", tactic);
    ObjectNode technique = Members.object();
    Set<String> ids = new LinkedHashSet<>();
    Set<String> names = new LinkedHashSet<>();
    Set<String> subIds = new LinkedHashSet<>();
    Set<String> subNames = new LinkedHashSet<>();
    for (Technique one : tags.techniques()) {
      ids.add(one.id());
      names.add(one.name());
      subIds.add(one.subId());
      subNames.add(one.subName());
    }
    putNamed(technique, ids, names);
    ObjectNode sub = Members.object();
    putNamed(sub, subIds, subNames);
    Members.setKnown(technique, "subtechnique", sub);
    Members.setKnown(threat, "technique", technique);
  }

  private static void putNamed(ObjectNode to, Set<String> ids, Set<String> names) {
    ids.remove("");
    names.remove("");
    Members.putTexts(to, "id", ids);
    Members.putTexts(to, "name", names);
  }

  /** The event's process is not in the alert by itself, its parent is. */
  private static void addParent(ObjectNode document, JsonNode ancestor) {
    ObjectNode parent = Members.object();
    Members.putText(parent, "executable", ancestor.path("image").asText());
    Members.putText(parent, "command_line", ancestor.path("commandLine").asText());
    String id = ancestor.path("processId").asText();
    if (PROCESS_ID.matcher(id).matches()) {
      parent.put("pid", Long.parseLong(id));
    }
    Members.putText(parent, "entity_id", ancestor.path("processGuid").asText());
    Members.putText(parent, "start", date(NativeAlert.time(ancestor.path("startedAt").asText())));
    if (!parent.isEmpty()) {
      document.putObject("process").set("parent", parent);
    }
  }

  private static ObjectNode related(NativeAlert alert) {
    ObjectNode related = Members.object();
    List<Observable> observables = Observable.of(alert);
    putRelated(related, "hosts", observables, ObservableType.HOSTNAME);
    putRelated(related, "ip", observables, ObservableType.IP_ADDRESS);
    putRelated(related, "user", observables, ObservableType.USER_NAME);
    putRelated(related, "hash", observables, ObservableType.HASH);
    return related;
  }

  private static void putRelated(
      ObjectNode related, String name, List<Observable> observables, ObservableType type) {
    Members.putTexts(
        related,
        name,
        observables.stream()
            .filter(observable -> observable.type() == type)
            .map(Observable::value)
            .distinct()
            .toList());
  }

  private static ObjectNode rest(NativeAlert alert, String eventTime) {
    ObjectNode rest = alert.rest(MAPPED, MAPPED_OF_RULE);
    if (eventTime.isEmpty()) {
      Members.putText(rest, "eventTime", alert.text("eventTime"));
    }
    if (alert.correlation() instanceof ObjectNode correlation) {
      ObjectNode copy = correlation.deepCopy();
      copy.set("group", pairs(correlation.path("group")));
      rest.set("correlation", copy);
    }
    return rest;
  }

  /** Fields of rules as values: as names they would be fields of the index. */
  private static ArrayNode pairs(JsonNode group) {
    ArrayNode pairs = Members.array();
    for (Map.Entry<String, JsonNode> field : group.properties()) {
      pairs.addObject().put("field", field.getKey()).set("value", field.getValue());
    }
    return pairs;
  }
}
