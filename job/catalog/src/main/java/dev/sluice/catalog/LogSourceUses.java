package dev.sluice.catalog;

import dev.sluice.catalog.data.LogSourceStated;
import dev.sluice.catalog.data.LogSourceUse;
import dev.sluice.catalog.data.LogSourceUse.State;
import dev.sluice.catalog.data.RulePage;
import dev.sluice.engine.event.EventType;
import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.event.LogSources;
import dev.sluice.engine.sigma.LogSourcePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which log sources rules state, and whether events can be of them. */
final class LogSourceUses {

  private final LogSources tables;
  private final EventCoverage coverage;
  private final Map<String, LogSourcePattern> patterns = new TreeMap<>();
  private final Map<String, Set<String>> rules = new TreeMap<>();
  private final Map<String, Set<String>> events = new TreeMap<>();

  LogSourceUses(LogSources tables, EventCoverage coverage) {
    this.tables = tables;
    this.coverage = coverage;
  }

  void add(LogSourcePattern stated, RulePage page) {
    String text = stated.toString();
    patterns.put(text, stated);
    rules.computeIfAbsent(text, any -> new TreeSet<>()).add(page.line().slug());
    events.computeIfAbsent(text, any -> new TreeSet<>()).addAll(page.line().events());
  }

  /** The key of the page of {@code stated}. */
  static String key(LogSourcePattern stated) {
    return Slugs.key("logsource\n" + stated);
  }

  /** All of them, in order. */
  List<LogSourceUse> all() {
    List<LogSourceUse> all = new ArrayList<>();
    patterns.forEach((text, stated) -> all.add(use(text, stated)));
    return all;
  }

  private LogSourceUse use(String text, LogSourcePattern stated) {
    State state = state(stated);
    return new LogSourceUse(
        key(stated),
        text,
        new LogSourceStated(stated.products(), stated.categories(), stated.services(), ""),
        state,
        reason(state, stated),
        coverage.types(stated).stream().map(EventType::title).distinct().sorted().toList(),
        List.copyOf(events.getOrDefault(text, Set.of())),
        List.copyOf(rules.getOrDefault(text, Set.of())));
  }

  private State state(LogSourcePattern stated) {
    List<LogSource> admitted =
        tables.known().stream().filter(source -> admits(stated, source)).toList();
    if (!admitted.isEmpty()) {
      return tables.knownByNameOnly().containsAll(admitted) ? State.BY_NAME_ONLY : State.MAPPED;
    }
    return tables.unsupported().keySet().stream().anyMatch(source -> admits(stated, source))
        ? State.UNSUPPORTED
        : State.UNKNOWN;
  }

  private String reason(State state, LogSourcePattern stated) {
    return switch (state) {
      case MAPPED -> "";
      case BY_NAME_ONLY -> "Only events that name this log source themselves are of it.";
      case UNKNOWN -> "No table knows this log source.";
      case UNSUPPORTED ->
          tables.unsupported().entrySet().stream()
              .filter(entry -> admits(stated, entry.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse("");
    };
  }

  private static boolean admits(LogSourcePattern stated, LogSource source) {
    return stated.admits(source.product(), source.category(), source.service());
  }
}
