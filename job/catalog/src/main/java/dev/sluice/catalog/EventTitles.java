package dev.sluice.catalog;

import dev.sluice.engine.event.CaseFold;
import dev.sluice.engine.event.EventType;
import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.event.LogSources;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of event by their channel, whatever log source a table has them for: public packs have
 * several names for one channel.
 */
final class EventTitles {

  private final Map<String, Set<EventType>> byChannel = new TreeMap<>();

  EventTitles(LogSources tables) {
    for (LogSource source : tables.known()) {
      tables.eventTypes(source.product(), source.category(), source.service()).forEach(this::add);
    }
  }

  private void add(EventType type) {
    String channel = type.channel();
    if (channel != null && type.id() != null) {
      byChannel.computeIfAbsent(CaseFold.fold(channel), any -> new LinkedHashSet<>()).add(type);
    }
  }

  /** Those of {@code channels}; null is none. */
  List<EventType> types(Collection<@Nullable String> channels) {
    List<EventType> types = new ArrayList<>();
    for (@Nullable String channel : channels) {
      if (channel != null) {
        types.addAll(byChannel.getOrDefault(CaseFold.fold(channel), Set.of()));
      }
    }
    return types;
  }
}
