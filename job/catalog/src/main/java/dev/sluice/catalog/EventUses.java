package dev.sluice.catalog;

import dev.sluice.catalog.data.EventReach;
import dev.sluice.catalog.data.EventReach.Reach;
import dev.sluice.catalog.data.EventUse;
import dev.sluice.catalog.data.RulePage;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which kinds of event rules can match. */
final class EventUses {

  private static final Comparator<EventUse> ORDER =
      Comparator.comparing(EventUse::provider)
          .thenComparing(EventUse::channel)
          .thenComparing(use -> use.id().length())
          .thenComparing(EventUse::id)
          .thenComparing(EventUse::key);

  private final Map<String, EventReach> kinds = new HashMap<>();
  private final Map<String, Map<Reach, Set<String>>> rules = new HashMap<>();

  void add(RulePage page) {
    for (EventReach reach : page.events()) {
      kinds.merge(reach.event(), reach, EventUses::firstTitle);
      rules
          .computeIfAbsent(reach.event(), any -> new EnumMap<>(Reach.class))
          .computeIfAbsent(reach.reach(), any -> new TreeSet<>())
          .add(page.line().slug());
    }
  }

  /** One number may have a title in several tables; which counts must not depend on the order. */
  private static EventReach firstTitle(EventReach one, EventReach other) {
    return one.title().compareTo(other.title()) <= 0 ? one : other;
  }

  /** All of them, in order. */
  List<EventUse> all() {
    return kinds.values().stream().map(this::use).sorted(ORDER).toList();
  }

  private EventUse use(EventReach kind) {
    return new EventUse(
        kind.event(),
        kind.provider(),
        kind.channel(),
        kind.id(),
        kind.title(),
        slugs(kind, Reach.ALL),
        slugs(kind, Reach.SOME),
        slugs(kind, Reach.NONE));
  }

  private List<String> slugs(EventReach kind, Reach reach) {
    return List.copyOf(rules.getOrDefault(kind.event(), Map.of()).getOrDefault(reach, Set.of()));
  }
}
