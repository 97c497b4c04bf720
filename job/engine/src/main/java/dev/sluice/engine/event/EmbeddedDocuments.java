package dev.sluice.engine.event;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decodes the strings of an event that are XML or JSON documents themselves. Thread-safe. */
final class EmbeddedDocuments {
  private static final String ARRAY = "array";

  private final JsonReader json;
  private final XmlReader xml;

  EmbeddedDocuments(EventLimits limits) {
    this.json = new JsonReader(limits);
    this.xml = new XmlReader(limits.maxDepth());
  }

  /**
   * Returns the string with the document in it, or null when there is none: it then stays a string.
   */
  Node.@Nullable Embedded decode(Node.Leaf leaf) {
    if (leaf.value().kind() != Value.Kind.STRING) {
      return null;
    }
    String text = leaf.value().text().strip();
    Node document = null;
    if (text.startsWith("<")) {
      document = xml.read(text);
    } else if (text.startsWith("{")) {
      document = readJson(text);
    } else if (text.startsWith("[")) {
      // The reader takes objects only.
      Node.Members wrapped = readJson("{\"" + ARRAY + "\":" + text + "}");
      document = wrapped == null ? null : wrapped.get(ARRAY);
    }
    return document == null ? null : new Node.Embedded(leaf.value(), document);
  }

  private Node.@Nullable Members readJson(String text) {
    try {
      return json.read(text.getBytes(StandardCharsets.UTF_8), Projection.ALL);
    } catch (UnreadableException notJson) {
      return null;
    }
  }
}
