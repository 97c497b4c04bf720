package dev.sluice.engine.event;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decodes the strings of an event that are XML or JSON documents themselves. Thread-safe. */
final class EmbeddedDocuments {
  private static final String ARRAY = "array";
  private static final char BYTE_ORDER_MARK = '\uFEFF';

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
    String text = stripped(leaf.value().text());
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

  /**
   * Returns {@code text} without white space, control characters and byte order marks around it.
   */
  private static String stripped(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isPadding(text.charAt(from))) {
      from++;
    }
    while (to > from && isPadding(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isPadding(char c) {
    return c <= ' ' || c == BYTE_ORDER_MARK || Character.isWhitespace(c);
  }

  private Node.@Nullable Members readJson(String text) {
    try {
      return json.read(text.getBytes(StandardCharsets.UTF_8), Projection.ALL);
    } catch (UnreadableException notJson) {
      return null;
    }
  }
}
