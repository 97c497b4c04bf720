package dev.sluice.engine.match;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Makes an event smaller that is too large for an alert: still one JSON object with the members it
 * had, in their order, but long texts cut and, where that is not enough, members left out from some
 * point on.
 */
public final class EventCut {
  static final int MAX_TEXT = 2048;

  /** A character takes six bytes at most, as an escape. */
  private static final int MAX_BYTES_PER_CHARACTER = 6;

  private static final String CUT = "…";

  /** The comma before a token, the colon after a name, two quotes and the mark of a cut. */
  private static final int FRAME = 8;

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final int maxBytes;
  private int depth;

  private EventCut(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Returns the beginning of {@code event} as JSON in UTF-8.
   *
   * @param event an event that was read, so that it is well-formed
   * @param maxBytes of what is returned, at least 2
   */
  public static byte[] cut(byte[] event, int maxBytes) {
    return new EventCut(maxBytes).cut(event);
  }

  private byte[] cut(byte[] event) {
    try (JsonParser parser = JSON.createParser(event);
        JsonGenerator json = JSON.createGenerator(out)) {
      parser.nextToken();
      json.writeStartObject();
      depth = 1;
      while (depth > 0 && copyNext(parser, json)) {
        // Each turn copies one token.
      }
      // Closing the generator closes what is open.
    } catch (IOException e) {
      throw new UncheckedIOException("an event that was read is no JSON", e);
    }
    return out.toByteArray();
  }

  /** Returns false when there is no room for the next token. */
  private boolean copyNext(JsonParser parser, JsonGenerator json) throws IOException {
    JsonToken token = parser.nextToken();
    if (token.isStructEnd()) {
      end(token, json);
      return true;
    }
    String name = null;
    if (token == JsonToken.FIELD_NAME) {
      name = shortened(parser.currentName());
      token = parser.nextToken();
    }
    String value = token.isScalarValue() ? shortened(parser.getText()) : "";
    if (bytes(name == null ? "" : name) + bytes(value) > left(json)) {
      return false;
    }
    if (name != null) {
      json.writeFieldName(name);
    }
    write(token, value, parser, json);
    return true;
  }

  private void end(JsonToken token, JsonGenerator json) throws IOException {
    depth--;
    if (token == JsonToken.END_OBJECT) {
      json.writeEndObject();
    } else {
      json.writeEndArray();
    }
  }

  private void write(JsonToken token, String value, JsonParser parser, JsonGenerator json)
      throws IOException {
    if (token == JsonToken.START_OBJECT) {
      depth++;
      json.writeStartObject();
    } else if (token == JsonToken.START_ARRAY) {
      depth++;
      json.writeStartArray();
    } else if (token.isNumeric() && !value.endsWith(CUT)) {
      json.writeNumber(value);
    } else if (token.isNumeric() || token == JsonToken.VALUE_STRING) {
      json.writeString(value);
    } else {
      json.copyCurrentEvent(parser);
    }
  }

  private static String shortened(String text) {
    return cut(text, MAX_TEXT);
  }

  /** Returns the first {@code maxCharacters} of {@code text} and a mark when there are more. */
  public static String cut(String text, int maxCharacters) {
    if (text.length() <= maxCharacters) {
      return text;
    }
    boolean splitsPair =
        maxCharacters > 0 && Character.isHighSurrogate(text.charAt(maxCharacters - 1));
    return text.substring(0, splitsPair ? maxCharacters - 1 : maxCharacters) + CUT;
  }

  private static int bytes(String text) {
    return text.length() * MAX_BYTES_PER_CHARACTER + FRAME;
  }

  /** What is left when all that is open has been closed, a token that opens included. */
  private int left(JsonGenerator json) {
    return maxBytes - out.size() - json.getOutputBuffered() - depth - 2;
  }
}
