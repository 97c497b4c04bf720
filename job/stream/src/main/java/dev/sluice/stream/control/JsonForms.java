package dev.sluice.stream.control;

import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.engine.yaml.NearestWord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The forms of values that are no objects. */
final class JsonForms {

  private JsonForms() {}

  static JsonForm<Boolean> flag() {
    return cursor -> {
      boolean yes = cursor.isAt(JsonToken.VALUE_TRUE);
      if (!yes && !cursor.isAt(JsonToken.VALUE_FALSE)) {
        throw cursor.malformed("expected true or false, found " + cursor.describe(), "");
      }
      return yes;
    };
  }

  /** A whole number from {@code min} to {@code max}, written without fraction and exponent. */
  static JsonForm<Long> integer(long min, long max) {
    return cursor -> {
      if (!cursor.isLong() || cursor.number() < min || cursor.number() > max) {
        String found = cursor.isLong() ? Long.toString(cursor.number()) : cursor.describe();
        String expected = "expected a whole number from " + min + " to " + max;
        throw cursor.malformed(expected + ", found " + found, "");
      }
      return cursor.number();
    };
  }

  /** A text of {@code kind}. */
  static JsonForm<String> text(TextForm kind) {
    return cursor -> {
      String text = anyText(cursor);
      if (!kind.allows(text)) {
        throw cursor.malformed(
            "expected " + kind.expected() + ", found " + BoundedText.quoted(text), "");
      }
      return text;
    };
  }

  /** The text {@code constant} and no other. */
  static JsonForm<String> exactly(String constant) {
    return text(new TextForm("'" + constant + "'", constant::equals));
  }

  /** One of the words that {@code word} gives for {@code values}. */
  static <E> JsonForm<E> oneOf(List<E> values, Function<E, String> word) {
    Map<String, E> byWord = new LinkedHashMap<>();
    values.forEach(value -> byWord.put(word.apply(value), value));
    String expected = "expected one of " + String.join(", ", byWord.keySet());
    return cursor -> {
      String text = anyText(cursor);
      E value = byWord.get(text);
      if (value == null) {
        throw cursor.malformed(
            expected + ", found " + BoundedText.quoted(text),
            NearestWord.hint(text, byWord.keySet()));
      }
      return value;
    };
  }

  /** Base64 (RFC 4648 section 4) with padding, in the one form that an encoder writes. */
  static JsonForm<byte[]> base64() {
    return cursor -> {
      String text = anyText(cursor);
      try {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
          return bytes;
        }
      } catch (IllegalArgumentException e) {
        // said below
      }
      throw cursor.malformed("expected Base64 with padding and without line ends", "");
    };
  }

  /** A list of at most {@code max} elements. */
  static <T> JsonForm<List<T>> list(JsonForm<T> element, int max) {
    return cursor -> {
      cursor.expect(JsonToken.START_ARRAY, "a list");
      List<T> elements = new ArrayList<>();
      for (cursor.advance(); !cursor.isAt(JsonToken.END_ARRAY); cursor.advance()) {
        if (elements.size() == max) {
          throw cursor.place().tooLarge("more than " + max + " elements");
        }
        elements.add(element.read(cursor));
      }
      return elements;
    };
  }

  /** A list of at most {@code max} elements, no two of which have the same {@code identity}. */
  static <T> JsonForm<List<T>> distinct(
      JsonForm<T> element, int max, Function<T, Object> identity) {
    return cursor -> {
      Set<Object> seen = new HashSet<>();
      JsonForm<T> unseen =
          at -> {
            JsonCursor.Place place = at.place();
            T value = element.read(at);
            Object id = identity.apply(value);
            if (!seen.add(id)) {
              throw place.malformed(BoundedText.quoted(id.toString()) + " stands here twice", "");
            }
            return value;
          };
      return list(unseen, max).read(cursor);
    };
  }

  private static String anyText(JsonCursor cursor) throws BadJsonException, IOException {
    cursor.expect(JsonToken.VALUE_STRING, "a text");
    return cursor.text();
  }
}
