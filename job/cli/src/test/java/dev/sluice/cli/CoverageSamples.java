package dev.sluice.cli;

import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.review.HostSketch;
import dev.sluice.engine.review.SeenKind;
import dev.sluice.stream.control.CoverageRecord;
import dev.sluice.stream.control.StatusOrigin;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What subtasks say of the processes that they see. */
final class CoverageSamples {

  static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");

  private static final List<String> FIELDS = List.of("Image", "CommandLine", "User");

  private CoverageSamples() {}

  /** One of two subtasks, of all hosts. */
  static CoverageRecord record(String hash, int subtask, long events, String... present) {
    return record(hash, "i", NINE, "all", subtask, events, present);
  }

  static CoverageRecord record(
      String hash,
      String incarnation,
      Instant since,
      String group,
      int subtask,
      long events,
      String... present) {
    HostSketch hosts = new HostSketch();
    for (int i = 0; i < events; i++) {
      hosts.add("h" + subtask + "." + i);
    }
    Set<String> has = new LinkedHashSet<>(List.of(present));
    Set<String> lacks = new LinkedHashSet<>(FIELDS);
    lacks.removeAll(has);
    Set<LogSource> processes = Set.of(new LogSource("windows", "process_creation", "sysmon"));
    return new CoverageRecord(
        new StatusOrigin(incarnation, "detect", subtask, 2),
        "default",
        1,
        hash,
        group,
        since,
        since.plusSeconds(60),
        events,
        since.plusSeconds(600 + events),
        events == 0
            ? List.of()
            : List.of(new SeenKind(processes, events, events, has, lacks, hosts)),
        0,
        0);
  }
}
