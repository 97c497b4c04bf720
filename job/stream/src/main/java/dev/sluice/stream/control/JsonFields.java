package dev.sluice.stream.control;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of one object, each of the form of its key. */
final class JsonFields {
  private final Map<JsonKey<?>, @Nullable Object> values = new HashMap<>();
  private final JsonCursor.Place place;

  JsonFields(JsonCursor.Place place) {
    this.place = place;
  }

  /** Returns whether {@code key} is new here. */
  boolean add(JsonKey<?> key, @Nullable Object value) {
    boolean known = values.containsKey(key);
    values.put(key, value);
    return !known;
  }

  boolean has(JsonKey<?> key) {
    return values.containsKey(key);
  }

  /** The value of a key that is required. */
  <T> T get(JsonKey<T> key) {
    T value = find(key);
    if (value == null) {
      throw new IllegalStateException(key.name() + " is not required");
    }
    return value;
  }

  <T> T get(JsonKey<T> key, T absent) {
    T value = find(key);
    return value == null ? absent : value;
  }

  /** Returns null when the member is absent or null. */
  @SuppressWarnings("unchecked") // only a value that the key's form read is added under it
  <T> @Nullable T find(JsonKey<T> key) {
    return (T) values.get(key);
  }

  /** A problem of the object as a whole. */
  BadJsonException malformed(String message, String hint) {
    return place.malformed(message, hint);
  }
}
