package dev.sluice.catalog.data;

import java.util.List;

/**
 * A log source that rules state.
 *
 * @param text product, category and service with slashes between
 * @param reason why it has no data; empty when it has
 * @param titles of its events
 * @param events keys of its kinds of event
 */
public record LogSourceUse(
    String key,
    String text,
    LogSourceStated stated,
    State state,
    String reason,
    List<String> titles,
    List<String> events,
    List<String> rules) {

  public LogSourceUse {
    titles = List.copyOf(titles);
    events = List.copyOf(events);
    rules = List.copyOf(rules);
  }

  /** Whether events can be of it. */
  public enum State {
    /** Tables say which are. */
    MAPPED,
    /** Only events that name it themselves are. */
    BY_NAME_ONLY,
    /** It is known and nothing can be. */
    UNSUPPORTED,
    /** No table knows it. */
    UNKNOWN
  }
}
