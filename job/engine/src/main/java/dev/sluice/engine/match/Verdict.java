package dev.sluice.engine.match;

import dev.sluice.engine.event.DeadLetter;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.lineage.Ancestor;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one event gives under a rule set. */
public sealed interface Verdict {

  /** The event fits a log source and no rule fires on it. */
  Verdict SILENT = new Silent();

  /** The event fits no log source, so that no rule asks for it. */
  Verdict UNROUTED = new Unrouted();

  /** Rules fired. */
  final class Fired implements Verdict {
    private final Supplier<Event> reader;
    private final List<Match> matches;
    private final List<Ancestor> ancestry;
    private @Nullable Event event;

    /**
     * @param reader reads the event when it is first asked for
     * @param matches in the order of the rule set, one at least
     * @param ancestry of the process, nearest first
     */
    Fired(Supplier<Event> reader, List<Match> matches, List<Ancestor> ancestry) {
      this.reader = reader;
      this.matches = List.copyOf(matches);
      this.ancestry = List.copyOf(ancestry);
    }

    /**
     * Returns the event with what its lineage filled in. It is read in full on the first call; for
     * one thread.
     */
    public Event event() {
      Event known = event;
      if (known == null) {
        known = reader.get();
        event = known;
      }
      return known;
    }

    /** Returns what fired, in the order of the rule set. */
    public List<Match> matches() {
      return matches;
    }

    /** Returns the ancestors of the event's process, nearest first; none when none is known. */
    public List<Ancestor> ancestry() {
      return ancestry;
    }
  }

  /** See {@link #SILENT}. */
  record Silent() implements Verdict {}

  /** See {@link #UNROUTED}. */
  record Unrouted() implements Verdict {}

  /** The bytes are no event. */
  record Unreadable(DeadLetter deadLetter) implements Verdict {}
}
