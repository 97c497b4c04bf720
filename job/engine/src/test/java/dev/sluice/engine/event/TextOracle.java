package dev.sluice.engine.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the text of an event says, read in the plainest way there is: the JDK decodes the bytes, and
 * Jackson's parser of characters, which shares no code with that of bytes, reads the text.
 *
 * @param problem why it is no event; empty when it is one
 * @param texts every string and number
 * @param fields members of the event by name, as kinds and texts; what stands twice is both
 */
record TextOracle(String problem, List<String> texts, Map<String, List<String>> fields) {

  static TextOracle of(byte[] bytes, EventLimits limits) {
    try {
      if (bytes.length > limits.maxBytes()) {
        return refused("too large");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String json = text.startsWith("\uFEFF") ? text.substring(1) : text;
      TextOracle oracle = new TextOracle("", new ArrayList<>(), new LinkedHashMap<>());
      try (JsonParser parser = factory(limits).createParser(json)) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          return refused("no object");
        }
        oracle.members(parser);
        return parser.nextToken() == null ? oracle : refused("something follows");
      }
    } catch (IOException refusal) {
      return refused(refusal.toString());
    }
  }

  private static JsonFactory factory(EventLimits limits) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(limits.maxDepth())
                .maxNumberLength(Integer.MAX_VALUE)
                .build())
        .build();
  }

  private static TextOracle refused(String problem) {
    return new TextOracle(problem, List.of(), Map.of());
  }

  private void members(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = name(parser);
      parser.nextToken();
      value(parser, fields.computeIfAbsent(name, unseen -> new ArrayList<>()));
    }
  }

  /** Names with half of a surrogate pair are refused: no rule can name them. */
  private static String name(JsonParser parser) throws IOException {
    String name = parser.currentName();
    if (Utf8.hasLoneSurrogate(name)) {
      throw new IOException("half a pair");
    }
    return name;
  }

  /** Adds what the value is that begins here, of an array what its items are. */
  private void value(JsonParser parser, List<String> values) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        values.add("COMPOSITE ");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          name(parser);
          parser.nextToken();
          value(parser, new ArrayList<>());
        }
      }
      case START_ARRAY -> items(parser, values);
      case VALUE_STRING -> text("STRING ", parser.getText(), values);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> text("NUMBER ", parser.getText(), values);
      case VALUE_TRUE, VALUE_FALSE -> values.add("BOOLEAN " + parser.getText());
      default -> values.add("NULL ");
    }
  }

  private void items(JsonParser parser, List<String> values) throws IOException {
    boolean empty = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      empty = false;
      value(parser, values);
    }
    if (empty) {
      values.add("COMPOSITE ");
    }
  }

  private void text(String kind, String text, List<String> values) {
    texts.add(text);
    values.add(kind + text);
  }
}
