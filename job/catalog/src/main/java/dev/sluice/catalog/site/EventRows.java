package dev.sluice.catalog.site;

import dev.sluice.catalog.data.EventUse;
import java.util.List;

/** Kinds of event as rows of tables. Immutable. */
final class EventRows {

  static final List<String> COLUMNS =
      List.of("Event", "Title", "Rules in full", "In part", "Ask in vain");

  private final int max;

  EventRows(SiteData data) {
    this.max =
        data.catalog().events().stream().mapToInt(event -> event.rules().size()).max().orElse(0);
  }

  List<Cell> row(EventUse event) {
    return List.of(
        new Cell.Link(SitePaths.event(event.key()), name(event)),
        new Cell.Text(event.title()),
        new Cell.Count(event.rules().size(), max),
        Cell.Count.plain(event.partly().size()),
        Cell.Count.plain(event.never().size()));
  }

  /** Provider and number, or the channel when all its events are meant. */
  static String name(EventUse event) {
    String provider = provider(event);
    return event.id().isEmpty() ? provider + ", any event" : provider + " " + event.id();
  }

  static String provider(EventUse event) {
    return event.provider().isEmpty() ? event.channel() : event.provider();
  }
}
