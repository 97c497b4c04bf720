package dev.sluice.engine.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.yaml.YamlLimits;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes flat Windows events as Winlogbeat's modules write them: a field stands where the pipeline
 * for ECS looks for it, and nowhere else.
 */
final class EcsEvents {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the collector says of the event, which stands in places of its own. */
  private static final Map<String, String> OF_THE_RECORD =
      Map.of(
          "Channel", "winlog.channel",
          "SourceName", "winlog.provider_name",
          "Hostname", "winlog.computer_name",
          "@timestamp", "@timestamp");

  private final EventReader reader =
      new EventReader(
          PublishedPipelines.TABLES.schemas(),
          PublishedPipelines.TABLES.logSources(),
          EventLimits.defaults());
  private final Pipelines ecs;
  private final Map<String, String> names = new HashMap<>();

  EcsEvents() throws IOException {
    this.ecs = PublishedPipelines.of("ecs-windows");
  }

  /** The same event; null when {@code flat} is none that Windows wrote. */
  byte @Nullable [] of(byte[] flat) throws IOException {
    JsonNode node = JSON.readTree(flat);
    if (!node.path("Channel").isTextual() || !node.path("EventID").isValueNode()) {
      return null;
    }
    Event event = ((ReadResult.Readable) reader.read(flat)).event();
    ObjectNode root = JSON.createObjectNode();
    root.putObject("ecs").put("version", "8.11.0");
    add(root, "winlog.event_id", node.get("EventID"));
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String place = OF_THE_RECORD.get(member.getKey());
      if (place != null) {
        add(root, place, member.getValue());
      } else if (!member.getKey().contains(".")) {
        for (String name : names(event, member.getKey())) {
          add(root, name, value(name, member.getValue()));
        }
      }
    }
    return JSON.writeValueAsBytes(root);
  }

  private Set<String> names(Event event, String field) {
    Set<String> found = new HashSet<>();
    for (LogSource source : event.logSources()) {
      found.add(
          names.computeIfAbsent(
              source.category() + "/" + source.service() + "/" + field,
              key -> name(source, field)));
    }
    return found;
  }

  /** Where the pipeline makes a rule of {@code source} look for {@code field}. */
  private String name(LogSource source, String field) {
    String rule =
        "logsource: {product: windows"
            + stated("category", source.category())
            + stated("service", source.service())
            + "}\ndetection: {s: {? '"
            + field.replace("'", "''")
            + "' : x}}";
    YamlMap document = (YamlMap) YamlReader.read("r", rule, YamlLimits.DEFAULT).documents().get(0);
    YamlMap rewritten = ecs.rewrite("r", document).document();
    YamlMap detection = (YamlMap) Objects.requireNonNull(rewritten.get("detection"));
    YamlMap selection = (YamlMap) Objects.requireNonNull(detection.get("s"));
    return selection.entries().get(0).key();
  }

  private static String stated(String key, @Nullable String value) {
    return value == null ? "" : ", " + key + ": " + value;
  }

  /** The module for Sysmon says of a connection that was made in which direction it went. */
  private static JsonNode value(String name, JsonNode value) {
    return name.equals("network.direction")
        ? JSON.getNodeFactory().textNode(value.asBoolean() ? "egress" : "ingress")
        : value;
  }

  /** Fields that have one name in ECS become one list. */
  private static void add(ObjectNode root, String path, JsonNode value) {
    ObjectNode at = root;
    String[] segments = path.equals("@timestamp") ? new String[] {path} : path.split("\\.");
    for (int i = 0; i < segments.length - 1; i++) {
      at = at.withObjectProperty(segments[i]);
    }
    String last = segments[segments.length - 1];
    JsonNode before = at.get(last);
    if (before == null || before.equals(value)) {
      at.set(last, value);
    } else if (before instanceof ArrayNode list) {
      list.add(value);
    } else {
      at.set(last, JSON.createArrayNode().add(before).add(value));
    }
  }
}
