package dev.sluice.stream.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/**
 * A place in a JSON text: the token that stands there, and where that is.
 *
 * <p>Nothing is kept of what has been passed, so that a hostile text costs no more memory than the
 * forms that read it ask for.
 */
final class JsonCursor {
  private static final int MAX_DEPTH = 16;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE) // callers bound the whole text
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private final JsonParser parser;

  private JsonCursor(JsonParser parser) {
    this.parser = parser;
  }

  /** Where a value begins. */
  record Place(String path, int line, int column) {
    BadJsonException malformed(String message, String hint) {
      return problem(InputProblem.Kind.MALFORMED, message, hint);
    }

    BadJsonException tooLarge(String message) {
      return problem(InputProblem.Kind.TOO_LARGE, message, "");
    }

    private BadJsonException problem(InputProblem.Kind kind, String message, String hint) {
      return new BadJsonException(new InputProblem(kind, path, line, column, message, hint));
    }
  }

  /** Reads {@code json}, which must be one value of {@code form} in UTF-8 and nothing else. */
  static <T> Reading<T> read(byte[] json, JsonForm<T> form) {
    try (JsonParser parser = JSON.createParser(decode(json))) {
      JsonCursor cursor = new JsonCursor(parser);
      cursor.advance();
      T value = form.read(cursor);
      if (parser.nextToken() != null) {
        throw cursor.malformed("something follows the value", "");
      }
      return new Reading.Valid<>(value);
    } catch (BadJsonException e) {
      return new Reading.Invalid<>(e.problem());
    } catch (IOException e) {
      return new Reading.Invalid<>(syntax(e));
    }
  }

  /**
   * Moves to the next token.
   *
   * @throws BadJsonException when the text ends here
   */
  void advance() throws BadJsonException, IOException {
    if (parser.nextToken() == null) {
      throw malformed("the text ends too early", "");
    }
  }

  boolean isAt(JsonToken token) {
    return parser.hasToken(token);
  }

  /** Refuses every token but {@code token}, which is called {@code expected}. */
  void expect(JsonToken token, String expected) throws BadJsonException {
    if (!isAt(token)) {
      throw malformed("expected " + expected + ", found " + describe(), "");
    }
  }

  /** The text of a string, or the name of a member. */
  String text() throws IOException {
    return parser.getText();
  }

  boolean isLong() throws IOException {
    return isAt(JsonToken.VALUE_NUMBER_INT)
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
  }

  long number() throws IOException {
    return parser.getLongValue();
  }

  /** Passes over the value that begins here. */
  void skip() throws IOException {
    parser.skipChildren();
  }

  /** Where the current token begins; behind the last one it is the end of the text. */
  Place place() {
    JsonLocation at =
        parser.hasCurrentToken() ? parser.currentTokenLocation() : parser.currentLocation();
    String path = parser.getParsingContext().pathAsPointer().toString();
    return new Place(path, at.getLineNr(), at.getColumnNr());
  }

  BadJsonException malformed(String message, String hint) {
    return place().malformed(message, hint);
  }

  /** What stands here, in words. */
  String describe() {
    JsonToken token = parser.currentToken();
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      case VALUE_NULL -> "null";
      default -> "the end";
    };
  }

  /** JSON is exchanged in UTF-8 and nothing else; the parser would guess. */
  private static String decode(byte[] json) throws BadJsonException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(json);
    CharBuffer out = CharBuffer.allocate(json.length);
    if (decoder.decode(in, out, true).isError()) {
      String message = "not UTF-8 at byte " + in.position();
      throw new BadJsonException(InputProblem.malformed(message, ""));
    }
    return out.flip().toString();
  }

  private static InputProblem syntax(IOException e) {
    if (!(e instanceof JsonProcessingException json)) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
    String message = "not JSON: " + BoundedText.of(json.getOriginalMessage(), 200);
    JsonLocation at = json.getLocation();
    return at == null
        ? InputProblem.malformed(message, "")
        : new InputProblem(
            InputProblem.Kind.MALFORMED, "", at.getLineNr(), at.getColumnNr(), message, "");
  }
}
