package dev.sluice.engine.match;

import dev.sluice.engine.event.DeadLetter;
import dev.sluice.engine.event.Event;
import java.util.List;

/** What one event gives under a rule set. */
public sealed interface Verdict {

  /** The event fits a log source and no rule fires on it. */
  Verdict SILENT = new Silent();

  /** The event fits no log source, so that no rule asks for it. */
  Verdict UNROUTED = new Unrouted();

  /**
   * Rules fired.
   *
   * @param matches in the order of the rule set, one at least
   */
  record Fired(Event event, List<Match> matches) implements Verdict {
    public Fired {
      matches = List.copyOf(matches);
    }
  }

  /** See {@link #SILENT}. */
  record Silent() implements Verdict {}

  /** See {@link #UNROUTED}. */
  record Unrouted() implements Verdict {}

  /** The bytes are no event. */
  record Unreadable(DeadLetter deadLetter) implements Verdict {}
}
