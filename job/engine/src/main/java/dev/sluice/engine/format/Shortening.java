package dev.sluice.engine.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.match.EventCut;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Makes an alert smaller: long texts and long lists are cut.
 *
 * @param maxText characters of each text, at least {@value #LEAST}; a hash is never cut
 * @param maxItems of each list, and members of each object in a list or beside one
 */
record Shortening(int maxText, int maxItems) {

  /** No time is longer, and no identity but a hash. */
  static final int LEAST = 40;

  /** Members of the objects that alerts are made of; only a group may have more. */
  private static final int MAX_MEMBERS = 24;

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /** A copy of {@code members}, cut. */
  ObjectNode of(ObjectNode members) {
    ObjectNode cut = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      if (cut.size() == MAX_MEMBERS) {
        break;
      }
      cut.set(EventCut.cut(member.getKey(), maxText), cut(member.getKey(), member.getValue()));
    }
    return cut;
  }

  private JsonNode cut(String name, JsonNode value) {
    if (value.isTextual()) {
      String text = value.textValue();
      return HASH.matcher(text).matches()
          ? value
          : JsonNodeFactory.instance.textNode(EventCut.cut(text, maxText));
    }
    if (value instanceof ObjectNode object) {
      return of(object);
    }
    return value instanceof ArrayNode array ? list(name, array) : value;
  }

  /** Of the events of a correlation the newest stay, which stand last; of other lists the first. */
  private ArrayNode list(String name, ArrayNode list) {
    int from = name.equals("events") ? Math.max(0, list.size() - maxItems) : 0;
    ArrayNode cut = JsonNodeFactory.instance.arrayNode();
    for (int i = from; i < Math.min(list.size(), from + maxItems); i++) {
      cut.add(cut(name, list.get(i)));
    }
    return cut;
  }
}
