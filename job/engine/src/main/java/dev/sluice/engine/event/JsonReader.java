package dev.sluice.engine.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.sluice.engine.event.DeadLetter.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads exactly one JSON object, strictly as RFC 8259 has it, from UTF-8 bytes. Immutable and
 * thread-safe.
 */
final class JsonReader {
  private static final int ENCODING_SIGNATURE = 4;

  private final JsonFactory factory;
  private final EventLimits limits;

  JsonReader(EventLimits limits) {
    this.limits = limits;
    // Our own limits say more in their errors: Jackson's stand above them.
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(limits.maxDepth() + 1)
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .build();
    this.factory =
        new JsonFactoryBuilder()
            .streamReadConstraints(constraints)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();
  }

  EventLimits limits() {
    return limits;
  }

  /**
   * Returns the members of the object in {@code bytes} that {@code projection} reads; the whole of
   * it is checked.
   */
  Node.Members read(byte[] bytes, Projection projection) throws UnreadableException {
    int start = Utf8.hasByteOrderMark(bytes) ? Utf8.BYTE_ORDER_MARK_LENGTH : 0;
    checkBytes(bytes, start);
    try (JsonParser parser = factory.createParser(bytes, start, bytes.length - start)) {
      return readDocument(parser, projection, start);
    } catch (JsonProcessingException malformed) {
      long at = malformed.getLocation() == null ? -1 : malformed.getLocation().getByteOffset();
      throw new UnreadableException(
          Reason.MALFORMED_JSON, "not well-formed JSON", at < 0 ? start : start + at);
    } catch (IOException impossible) {
      throw new IllegalStateException("reading from memory failed", impossible);
    }
  }

  private void checkBytes(byte[] bytes, int start) throws UnreadableException {
    if (bytes.length > limits.maxBytes()) {
      throw new UnreadableException(
          Reason.TOO_LARGE,
          bytes.length + " bytes, allowed are " + limits.maxBytes(),
          limits.maxBytes());
    }
    int malformed = Utf8.firstMalformed(bytes, start);
    if (malformed >= 0) {
      throw new UnreadableException(Reason.MALFORMED_UTF8, "not UTF-8", malformed);
    }
    // Jackson takes zeros among the first bytes for UTF-16 or UTF-32.
    for (int i = start; i < Math.min(bytes.length, start + ENCODING_SIGNATURE); i++) {
      if (bytes[i] == 0) {
        throw new UnreadableException(Reason.MALFORMED_JSON, "not well-formed JSON", i);
      }
    }
  }

  private Node.Members readDocument(JsonParser parser, Projection projection, int start)
      throws IOException, UnreadableException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new UnreadableException(Reason.EMPTY, "no document", start);
    }
    if (first != JsonToken.START_OBJECT) {
      throw new UnreadableException(Reason.NOT_AN_OBJECT, "an event is a JSON object", start);
    }
    Node.Members document = members(parser, projection, 1);
    long end = start + parser.currentLocation().getByteOffset();
    if (hasMore(parser)) {
      throw new UnreadableException(Reason.TRAILING_DATA, "something follows the event", end);
    }
    return document;
  }

  private static boolean hasMore(JsonParser parser) throws IOException {
    try {
      return parser.nextToken() != null;
    } catch (JsonProcessingException garbage) {
      return true;
    }
  }

  private Node.Members members(JsonParser parser, Projection projection, int depth)
      throws IOException, UnreadableException {
    checkDepth(parser, depth);
    Gathering members = new Gathering();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      Projection member = projection.member(name);
      if (member == null) {
        skip(parser, token, depth);
      } else {
        members.add(name, node(parser, token, member, depth));
      }
    }
    return members.members();
  }

  private Node node(JsonParser parser, JsonToken token, Projection projection, int depth)
      throws IOException, UnreadableException {
    return switch (token) {
      case START_OBJECT -> members(parser, projection, depth + 1);
      case START_ARRAY -> items(parser, projection, depth + 1);
      case VALUE_STRING -> new Node.Leaf(Value.string(parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Node.Leaf(Value.number(parser.getText()));
      case VALUE_TRUE -> new Node.Leaf(Value.TRUE);
      case VALUE_FALSE -> new Node.Leaf(Value.FALSE);
      case VALUE_NULL -> new Node.Leaf(Value.NULL);
      default -> throw new IllegalStateException("no value begins with " + token);
    };
  }

  private Node.Items items(JsonParser parser, Projection projection, int depth)
      throws IOException, UnreadableException {
    checkDepth(parser, depth);
    List<Node> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(node(parser, token, projection, depth));
    }
    return new Node.Items(items);
  }

  /** Passes over a value and checks its depth. */
  private void skip(JsonParser parser, JsonToken first, int depth)
      throws IOException, UnreadableException {
    int inner = depth;
    JsonToken token = first;
    while (true) {
      if (token.isStructStart()) {
        inner++;
        checkDepth(parser, inner);
      } else if (token.isStructEnd()) {
        inner--;
      }
      if (inner == depth) {
        return;
      }
      token = parser.nextToken();
    }
  }

  private void checkDepth(JsonParser parser, int depth) throws UnreadableException {
    if (depth > limits.maxDepth()) {
      throw new UnreadableException(
          Reason.TOO_DEEP,
          "nested deeper than " + limits.maxDepth(),
          parser.currentTokenLocation().getByteOffset());
    }
  }
}
