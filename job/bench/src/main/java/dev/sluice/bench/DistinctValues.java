package dev.sluice.bench;

import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.event.Value;
import dev.sluice.engine.sigma.Hashes;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many different values the fields of process creations have: what a memory of values meets.
 */
final class DistinctValues {

  static final List<String> FIELDS =
      List.of("Image", "CommandLine", "ParentImage", "User", "Hashes", "CurrentDirectory");

  private DistinctValues() {}

  /** Counts by field, over all rounds of {@code events}. */
  static Map<String, Integer> of(EventRounds events) {
    EventTables tables = EventTables.builtIn();
    EventReader reader =
        new EventReader(tables.schemas(), tables.logSources(), EventLimits.defaults());
    Map<String, Set<String>> seen = new LinkedHashMap<>();
    FIELDS.forEach(field -> seen.put(field, new HashSet<>()));
    for (int round = 0; round < events.rounds(); round++) {
      for (byte[] event : events.events().apply(round)) {
        if (reader.read(event) instanceof ReadResult.Readable readable) {
          seen.forEach(
              (field, values) ->
                  readable.event().values(field).forEach(value -> values.add(digest(value))));
        }
      }
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    seen.forEach((field, values) -> counts.put(field, values.size()));
    return counts;
  }

  private static String digest(Value value) {
    byte[] text = value.text().getBytes(StandardCharsets.UTF_8);
    return Hashes.sha256(text).substring(0, 16);
  }
}
