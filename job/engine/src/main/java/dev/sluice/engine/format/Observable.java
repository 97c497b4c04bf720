package dev.sluice.engine.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A value of the event that an analyst would look for elsewhere.
 *
 * @param place where it stands in an OCSF finding
 * @param field as the rule names it; {@code host} for the host
 */
record Observable(ObservableType type, String place, String field, String value) {

  /** Those of {@code alert}, each once: its host, what matched, and its group. */
  static List<Observable> of(NativeAlert alert) {
    Set<Observable> found = new LinkedHashSet<>();
    if (!alert.host().isEmpty()) {
      found.add(new Observable(ObservableType.HOSTNAME, "device.hostname", "host", alert.host()));
    }
    for (JsonNode matched : alert.matched()) {
      add(found, "evidences.data.actual", matched.path("field").asText(), matched.path("actual"));
    }
    for (Map.Entry<String, JsonNode> group : alert.correlation().path("group").properties()) {
      String place = "unmapped.correlation.group." + group.getKey();
      add(found, place, group.getKey(), group.getValue());
    }
    return new ArrayList<>(found);
  }

  private static void add(Set<Observable> found, String place, String field, JsonNode value) {
    String text = value.asText();
    if (!text.isEmpty()) {
      found.add(new Observable(ObservableType.of(field, text), place, field, text));
    }
  }
}
