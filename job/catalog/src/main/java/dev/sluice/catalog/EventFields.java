package dev.sluice.catalog;

import dev.sluice.engine.event.Value;
import dev.sluice.engine.lint.KnownFields;
import dev.sluice.engine.sigma.LogSourcePattern;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which fields a kind of event never has, and which have one value only: by {@code
 * event-fields.txt}, and by the vendor's list of a category where that is complete.
 */
final class EventFields {

  /**
   * What is known of one kind of event.
   *
   * @param lacks fields that it never has
   * @param constants fields that always have one value
   * @param notes by field
   */
  record Known(Set<String> lacks, Map<String, Value> constants, Map<String, String> notes) {}

  private final KnownFields fields;
  private final Map<String, Known> byKind = new HashMap<>();

  EventFields(KnownFields fields) {
    this.fields = fields;
    lines().forEach(this::add);
  }

  private static List<String> lines() {
    try (InputStream in = EventFields.class.getResourceAsStream("event-fields.txt")) {
      if (in == null) {
        throw new IllegalStateException("the catalogue was built without event-fields.txt");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("a resource cannot be read", e);
    }
  }

  private void add(String line) {
    String[] words = line.split(" : ", 5);
    Known known =
        byKind.computeIfAbsent(
            key(words[0], words[1]),
            any -> new Known(new HashSet<>(), new HashMap<>(), new HashMap<>()));
    switch (words[2]) {
      case "lacks" -> known.lacks().addAll(Arrays.asList(words[3].split(" ")));
      case "has" -> {
        String[] sides = words[3].split("=", 2);
        known.constants().put(sides[0], Value.string(sides[1]));
      }
      default -> known.notes().put(words[3], words[4]);
    }
  }

  /**
   * What is known of {@code kind}.
   *
   * @param stated the log source of the rule that asks for it
   * @param read the fields that the rule reads
   */
  Known of(EventKind kind, LogSourcePattern stated, Set<String> read) {
    Known own =
        byKind.getOrDefault(
            key(kind.channel(), kind.id()), new Known(Set.of(), Map.of(), Map.of()));
    Set<String> lacks = new HashSet<>(own.lacks());
    KnownFields.Fields listed = fields.of(stated);
    if (listed.complete()) {
      read.stream()
          .filter(field -> !listed.names().contains(field))
          .filter(field -> !listed.paths().containsKey(field))
          .forEach(lacks::add);
    }
    return new Known(lacks, own.constants(), own.notes());
  }

  private static String key(String channel, String id) {
    return channel + "\n" + id;
  }
}
