package dev.sluice.engine.match;

import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.compile.Treatment.Mode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Treatments of the documents of a round; what expires does so where its events have their times.
 * For one thread.
 */
final class RandomTreatments {
  private static final List<Instant> ENDS =
      List.of(
          Instant.parse("2024-05-06T07:08:09Z"),
          Instant.parse("2024-05-06T07:08:09.000000001Z"),
          Instant.parse("2024-05-06T07:08:09.123Z"),
          Instant.parse("2024-05-06T07:08:09.124Z"),
          Instant.parse("2024-05-06T07:08:09.5Z"),
          Instant.parse("2024-05-06T07:08:10Z"),
          Instant.parse("2024-05-06T07:08:10.000000001Z"),
          Instant.parse("2098-01-01T00:00:00Z"),
          Instant.EPOCH,
          Instant.MIN,
          Instant.MAX);

  private final RandomWorld world;
  private final List<String> ids = new ArrayList<>();
  private final Map<String, Treatment> byId = new HashMap<>();

  RandomTreatments(RandomWorld world) {
    this.world = world;
  }

  /** Draws the treatment of a document, which seldom is one. */
  void add(String id) {
    ids.add(id);
    draw(id, 3);
  }

  /** Draws the treatment of some document anew. */
  void change() {
    draw(world.one(ids), 1);
  }

  /** Returns those of now. */
  Map<String, Treatment> byId() {
    return Collections.unmodifiableMap(byId);
  }

  private void draw(String id, int times) {
    if (!world.oneIn(times)) {
      byId.remove(id);
      return;
    }
    Mode mode = world.oneIn(2) ? Mode.ENABLED : world.oneIn(4) ? Mode.DISABLED : Mode.SHADOW;
    String level = world.oneIn(2) ? null : world.one(RuleSelection.LEVELS);
    Instant expires = world.oneIn(2) ? null : world.one(ENDS);
    byId.put(id, new Treatment(mode, level, expires));
  }
}
