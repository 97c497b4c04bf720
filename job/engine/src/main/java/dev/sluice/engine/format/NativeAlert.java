package dev.sluice.engine.format;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An alert as it was written. Texts and lists that it lacks are empty.
 *
 * @param members all but the event; never changed
 * @param event the text of the event's JSON, not read; null for an alert without one
 */
record NativeAlert(ObjectNode members, @Nullable String event) {
  private static final String EVENT = "event";

  /** What an alert holds has been within the limits of events and rules. */
  private static final ObjectMapper JSON =
      new ObjectMapper(
              new JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNameLength(Integer.MAX_VALUE)
                          .maxNumberLength(Integer.MAX_VALUE)
                          .maxNestingDepth(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);

  /** The alert in {@code json}, one object. */
  static NativeAlert read(byte[] json) {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    String event = null;
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals(EVENT)) {
          event = skipped(parser, json);
        } else {
          members.set(name, parser.readValueAsTree());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an alert that was written is no JSON", e);
    }
    return new NativeAlert(members, event);
  }

  private static String skipped(JsonParser parser, byte[] json) throws IOException {
    int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    parser.skipChildren();
    int to = Math.toIntExact(parser.currentLocation().getByteOffset());
    return new String(json, from, to - from, StandardCharsets.UTF_8);
  }

  /** {@code mapped} as UTF-8. */
  static byte[] write(ObjectNode mapped) {
    try {
      return JSON.writeValueAsBytes(mapped);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
  }

  String alertId() {
    return text("alertId");
  }

  String host() {
    return text("host");
  }

  /** The text at {@code path}. */
  String text(String... path) {
    JsonNode at = members;
    for (String name : path) {
      at = at.path(name);
    }
    return at.isTextual() ? at.textValue() : "";
  }

  /** The texts of the rule's list {@code name}. */
  List<String> ruleTexts(String name) {
    List<String> texts = new ArrayList<>();
    members.path("rule").path(name).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** The predicates that made a rule fire; none for a correlation. */
  JsonNode matched() {
    return members.path("matched");
  }

  JsonNode ancestry() {
    return members.path("ancestry");
  }

  JsonNode correlation() {
    return members.path("correlation");
  }

  boolean isCorrelation() {
    return members.has("correlation");
  }

  /** The time of the event; null when it states none. */
  @Nullable Instant eventTime() {
    return time(text("eventTime"));
  }

  /** When the alert was written. */
  Instant detectedAt() {
    Instant time = time(text("detectedAt"));
    return time == null ? Instant.EPOCH : time;
  }

  /** Null when {@code text} is no time. */
  static @Nullable Instant time(String text) {
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The members but for those in {@code mapped}, and the rule's but for {@code mappedOfRule}. */
  ObjectNode rest(Set<String> mapped, Set<String> mappedOfRule) {
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      if (member.getKey().equals("rule")) {
        Members.setKnown(rest, "rule", restOfRule(mappedOfRule));
      } else if (!mapped.contains(member.getKey())) {
        Members.setKnown(rest, member.getKey(), member.getValue());
      }
    }
    return rest;
  }

  private ObjectNode restOfRule(Set<String> mapped) {
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : members.path("rule").properties()) {
      if (!mapped.contains(member.getKey())) {
        Members.setKnown(rest, member.getKey(), member.getValue());
      }
    }
    return rest;
  }

  /** The same, marked as one of which something was cut. */
  NativeAlert truncated() {
    ObjectNode marked = members.deepCopy();
    marked.put("truncated", true);
    if (event != null && !marked.has("eventLength")) {
      marked.put("eventLength", event.getBytes(StandardCharsets.UTF_8).length);
    }
    return new NativeAlert(marked, event);
  }
}
