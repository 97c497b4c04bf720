package dev.sluice.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event whose values can be rewritten. What a rendered message repeats of them is rewritten with
 * them. Not thread-safe.
 */
final class EventTree {

  /** What a value becomes. */
  interface Rewriter {
    /** Returns the node in place of the scalar {@code value} of {@code key}; it may be the same. */
    JsonNode rewrite(String key, JsonNode value);
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MESSAGE = "message";

  private final ObjectNode root;

  private EventTree(ObjectNode root) {
    this.root = root;
  }

  /** Reads an event, which must be a JSON object. */
  static EventTree of(byte[] event) {
    try {
      return new EventTree((ObjectNode) JSON.readTree(event));
    } catch (IOException e) {
      throw new IllegalArgumentException("an event is no JSON", e);
    }
  }

  EventTree copy() {
    return new EventTree(root.deepCopy());
  }

  byte[] bytes() {
    try {
      return JSON.writeValueAsBytes(root);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
  }

  /** Returns the text of the first of {@code keys} that is there, at any depth; else empty. */
  String text(Iterable<String> keys) {
    for (String key : keys) {
      JsonNode value = root.findValue(key);
      if (value != null && value.isTextual()) {
        return value.textValue();
      }
    }
    return "";
  }

  /** Rewrites every scalar value, then the lines of the message that repeat one. */
  void rewrite(Rewriter rewriter) {
    Map<String, String> replaced = new HashMap<>();
    rewrite(root, rewriter, replaced);
    rewriteMessage(root, replaced);
  }

  private static void rewrite(ObjectNode object, Rewriter rewriter, Map<String, String> replaced) {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      JsonNode value = entry.getValue();
      if (value instanceof ObjectNode inner) {
        rewrite(inner, rewriter, replaced);
      } else if (value.isValueNode() && !isMessage(entry.getKey())) {
        JsonNode other = Objects.requireNonNull(rewriter.rewrite(entry.getKey(), value));
        if (value.isTextual() && other.isTextual() && !other.equals(value)) {
          replaced.put(folded(value.textValue()), other.textValue());
          replaced.put(folded(plain(value.textValue())), plain(other.textValue()));
        }
        entry.setValue(other);
      }
    }
  }

  private static void rewriteMessage(ObjectNode object, Map<String, String> replaced) {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (entry.getValue() instanceof ObjectNode inner) {
        rewriteMessage(inner, replaced);
      } else if (isMessage(entry.getKey()) && entry.getValue().isTextual()) {
        entry.setValue(TextNode.valueOf(message(entry.getValue().textValue(), replaced)));
      }
    }
  }

  /** A line is a label, a colon, blanks and the value. */
  private static String message(String message, Map<String, String> replaced) {
    StringBuilder text = new StringBuilder(message.length());
    int start = 0;
    while (start < message.length()) {
      int end = message.indexOf('\n', start);
      end = end < 0 ? message.length() : end;
      int value = valueStart(message, start, end);
      int valueEnd = end > value && message.charAt(end - 1) == '\r' ? end - 1 : end;
      String other = replacement(message.substring(value, valueEnd), replaced);
      if (other == null) {
        text.append(message, start, valueEnd);
      } else {
        text.append(message, start, value).append(other);
      }
      text.append(message, valueEnd, Math.min(message.length(), end + 1));
      start = end + 1;
    }
    return text.toString();
  }

  private static int valueStart(String message, int start, int end) {
    int colon = message.indexOf(':', start);
    if (colon < 0 || colon >= end) {
      return end;
    }
    int value = colon + 1;
    while (value < end && Character.isWhitespace(message.charAt(value))) {
      value++;
    }
    return value;
  }

  private static @Nullable String replacement(String value, Map<String, String> replaced) {
    return value.isEmpty() ? null : replaced.get(folded(value));
  }

  /** Security events have XML's escapes in the field and none in the message. */
  private static String plain(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  private static boolean isMessage(String key) {
    return folded(key).equals(MESSAGE);
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
