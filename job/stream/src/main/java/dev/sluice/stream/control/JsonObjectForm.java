package dev.sluice.stream.control;

import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.engine.yaml.NearestWord;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object with known keys. */
final class JsonObjectForm<T> implements JsonForm<T> {
  private final Map<String, JsonKey<?>> keys = new LinkedHashMap<>();
  private final boolean open;
  private final Maker<T> maker;

  private JsonObjectForm(boolean open, Maker<T> maker, JsonKey<?>... keys) {
    this.open = open;
    this.maker = maker;
    for (JsonKey<?> key : keys) {
      this.keys.put(key.name(), key);
    }
  }

  /** Makes the value of an object of its members, which may contradict one another. */
  @FunctionalInterface
  interface Maker<T> {
    T make(JsonFields fields) throws BadJsonException;
  }

  /** An object that has no other keys: who does not know a key must not act on the rest. */
  static <T> JsonForm<T> closed(Maker<T> maker, JsonKey<?>... keys) {
    return new JsonObjectForm<>(false, maker, keys);
  }

  /** An object whose other keys are passed over: a newer writer may say more. */
  static <T> JsonForm<T> open(Maker<T> maker, JsonKey<?>... keys) {
    return new JsonObjectForm<>(true, maker, keys);
  }

  @Override
  public T read(JsonCursor cursor) throws BadJsonException, IOException {
    cursor.expect(JsonToken.START_OBJECT, "an object");
    JsonFields fields = new JsonFields(cursor.place());
    for (cursor.advance(); !cursor.isAt(JsonToken.END_OBJECT); cursor.advance()) {
      readMember(cursor, fields);
    }
    for (JsonKey<?> key : keys.values()) {
      if (key.required() && !fields.has(key)) {
        throw fields.malformed("'" + key.name() + "' is missing", "");
      }
    }
    return maker.make(fields);
  }

  private void readMember(JsonCursor cursor, JsonFields fields)
      throws BadJsonException, IOException {
    String name = cursor.text();
    JsonKey<?> key = keys.get(name);
    if (key == null && !open) {
      String message = "unknown key " + BoundedText.quoted(name);
      throw cursor.malformed(message, NearestWord.hint(name, keys.keySet()));
    }
    if (key != null && fields.has(key)) {
      throw cursor.malformed("'" + name + "' stands here twice", "");
    }
    cursor.advance();
    if (key == null) {
      cursor.skip();
    } else {
      fields.add(key, readValue(cursor, key));
    }
  }

  private static @Nullable Object readValue(JsonCursor cursor, JsonKey<?> key)
      throws BadJsonException, IOException {
    boolean absent = !key.required() && cursor.isAt(JsonToken.VALUE_NULL);
    return absent ? null : key.form().read(cursor);
  }
}
