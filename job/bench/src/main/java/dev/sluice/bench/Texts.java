package dev.sluice.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The distinct values of events that are made of words rather than of digits.
 *
 * @param rare those that few events have
 * @param common the others
 */
record Texts(List<String> rare, List<String> common) {

  private static final int MIN_LENGTH = 3;
  private static final int MAX_LENGTH = 1000;
  private static final int MAX_TEXTS = 60_000;
  private static final int STRIDE = 32;

  /** A value is common when one event in so many has it. */
  private static final int EVENTS_WITH_COMMON = 2000;

  private static final JsonFactory JSON = new JsonFactory();

  Texts {
    rare = List.copyOf(rare);
    common = List.copyOf(common);
  }

  /** Returns a bounded number of values, taken from all parts of {@code events}. */
  static Texts of(List<byte[]> events) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (int first = 0; first < STRIDE; first++) {
      for (int i = first; i < events.size(); i += STRIDE) {
        count(events.get(i), counts);
      }
    }
    int most = 1 + events.size() / EVENTS_WITH_COMMON;
    List<String> rare = new ArrayList<>();
    List<String> common = new ArrayList<>();
    counts.forEach((text, count) -> (count <= most ? rare : common).add(text));
    return new Texts(rare, common);
  }

  /** All of them. */
  List<String> all() {
    List<String> all = new ArrayList<>(common);
    all.addAll(rare);
    return all;
  }

  private static void count(byte[] event, Map<String, Integer> counts) {
    try (JsonParser parser = JSON.createParser(event)) {
      for (JsonToken next = parser.nextToken(); next != null; next = parser.nextToken()) {
        if (next == JsonToken.VALUE_STRING) {
          String text = parser.getText();
          boolean wanted = counts.size() < MAX_TEXTS ? isOfWords(text) : counts.containsKey(text);
          if (wanted) {
            counts.merge(text, 1, Integer::sum);
          }
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("an event of the corpus is no JSON", e);
    }
  }

  /** Numbers, times, hashes and GUIDs have fewer letters than other characters. */
  private static boolean isOfWords(String text) {
    return text.length() >= MIN_LENGTH
        && text.length() <= MAX_LENGTH
        && 2 * text.chars().filter(Character::isLetter).count() >= text.length();
  }
}
