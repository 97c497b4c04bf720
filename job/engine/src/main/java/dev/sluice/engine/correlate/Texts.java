package dev.sluice.engine.correlate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts of which each is written once and named by its place; place 0 is that of no text. */
final class Texts {
  private Texts() {}

  static List<@Nullable String> read(StateReader reader) {
    int size = reader.readInt();
    List<@Nullable String> texts = new ArrayList<>(size + 1);
    texts.add(null);
    for (int i = 0; i < size; i++) {
      texts.add(reader.readText());
    }
    return texts;
  }

  /** The text at a place that has one. */
  static String some(List<@Nullable String> texts, int place) {
    String text = texts.get(place);
    if (text == null) {
      throw new IllegalStateException("a part of a window lacks a text");
    }
    return text;
  }

  /** Collects texts. For one thread. */
  static final class Writer {
    private final StateWriter texts = new StateWriter();
    private final Map<String, Integer> places = new HashMap<>();

    int place(@Nullable String text) {
      if (text == null) {
        return 0;
      }
      Integer known = places.get(text);
      if (known != null) {
        return known;
      }
      places.put(text, places.size() + 1);
      texts.writeText(text);
      return places.size();
    }

    /** All texts so far. */
    StateWriter written() {
      StateWriter all = new StateWriter();
      all.writeLong(places.size());
      all.writeRest(texts);
      return all;
    }
  }
}
