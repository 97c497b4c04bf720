package dev.sluice.engine.match;

import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.LogSource;
import java.util.Set;

/** What rules see of the event that a judge was given last. Holds until it is given the next. */
public interface JudgedEvent {

  /**
   * Returns what it is, as far as rules tell: words that no rule asks for may stand for others.
   * None when no table knows it, or when it could not be read. Events of one kind mostly have the
   * same object.
   */
  Set<LogSource> logSources();

  /**
   * Returns whether it has {@code field}, which a rule of the judge must read, or it is filled in.
   */
  boolean has(String field);

  /** Any event that was read. */
  static JudgedEvent of(Event event) {
    return new JudgedEvent() {
      @Override
      public Set<LogSource> logSources() {
        return event.logSources();
      }

      @Override
      public boolean has(String field) {
        return !event.values(field).isEmpty();
      }
    };
  }
}
