package dev.sluice.engine.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/** Members of JSON objects, which are left out where there is nothing to say. */
final class Members {
  /** Who made the alert. */
  static final String PRODUCT = "Sluice";

  private Members() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static void putText(ObjectNode to, String name, String text) {
    if (!text.isEmpty()) {
      to.put(name, text);
    }
  }

  static void putTexts(ObjectNode to, String name, Collection<String> texts) {
    ArrayNode list = array();
    texts.forEach(list::add);
    setKnown(to, name, list);
  }

  static void setKnown(ObjectNode to, String name, JsonNode value) {
    boolean nothing =
        value.isNull()
            || (value.isTextual() && value.textValue().isEmpty())
            || (value.isContainerNode() && value.isEmpty());
    if (!nothing) {
      to.set(name, value);
    }
  }
}
