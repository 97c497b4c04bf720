package dev.sluice.engine.lint;

import dev.sluice.engine.event.EventType;
import dev.sluice.engine.event.LogSources;
import dev.sluice.engine.sigma.Detection;
import dev.sluice.engine.sigma.LogSourcePattern;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Event ids that a rule asks for, held against those that its log source has. */
final class EventIdCheck implements Check {

  private static final String EVENT_ID = "EventID";

  private final LogSources logSources;

  EventIdCheck(LogSources logSources) {
    this.logSources = logSources;
  }

  @Override
  public void check(LintedDocument document, Findings findings) {
    LogSourcePattern stated = LogSourceCheck.stated(document);
    if (stated == null
        || stated.products().size() != 1
        || stated.categories().size() != 1
        || stated.services().size() > 1) {
      return;
    }
    List<EventType> types =
        logSources.eventTypes(
            stated.products().get(0),
            stated.categories().get(0),
            stated.services().isEmpty() ? null : stated.services().get(0));
    Set<String> ids = ids(types);
    for (Detection.Item item : DetectionItems.of(document.document())) {
      if (EVENT_ID.equals(item.field()) && item.modifiers().isEmpty() && !ids.isEmpty()) {
        item(item, stated, types, findings);
      }
    }
  }

  private static void item(
      Detection.Item item, LogSourcePattern stated, List<EventType> types, Findings findings) {
    Set<String> ids = ids(types);
    Set<String> ofLogs = ids(types.stream().filter(type -> type.channel() != null).toList());
    Set<String> asked = item.values().stream().map(YamlScalar::text).collect(Collectors.toSet());
    if (asked.stream().noneMatch(ids::contains)) {
      findings.add(
          item.position(),
          ErrorCode.EVENT_ID_OUTSIDE,
          "events of " + stated + " have other ids: " + String.join(", ", new TreeSet<>(ids)));
    } else if (!ofLogs.isEmpty() && asked.containsAll(ofLogs)) {
      findings.add(
          item.position(),
          ErrorCode.EVENT_ID_REDUNDANT,
          "an event log has no other id for " + stated,
          "the log source says it already, and other sources have other ids");
    }
  }

  /**
   * The ids that events of {@code types} have; none when they can have any. What comes through no
   * channel has no id.
   */
  private static Set<String> ids(List<EventType> types) {
    boolean any = types.stream().anyMatch(type -> type.id() == null && type.channel() != null);
    return any
        ? Set.of()
        : types.stream()
            .map(EventType::id)
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .collect(Collectors.toSet());
  }
}
