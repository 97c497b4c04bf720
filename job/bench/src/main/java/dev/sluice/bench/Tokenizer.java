package dev.sluice.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * The yardstick: Jackson's {@code nextToken} to the end of an event, as its users set it up,
 * without a look at any text.
 */
final class Tokenizer {

  private static final JsonFactory JSON = new JsonFactory();

  private Tokenizer() {}

  /** Returns the number of tokens of {@code event}, up to the first place that is no JSON. */
  static int tokens(byte[] event) {
    int tokens = 0;
    try (JsonParser parser = JSON.createParser(event)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    } catch (IOException noJson) {
      return tokens;
    }
    return tokens;
  }
}
