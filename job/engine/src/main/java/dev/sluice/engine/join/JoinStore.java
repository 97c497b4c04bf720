package dev.sluice.engine.join;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of one host that wait for records. For one thread. */
public interface JoinStore {

  /** The event with this id, or null when nothing of it waits. */
  @Nullable PendingEvent event(String id);

  /** Keeps the event, in place of what was kept under its id. */
  void put(PendingEvent event);

  /** Forgets the event with this id. */
  void remove(String id);

  /** All events, in any order. Cost: linear in their bytes. */
  List<PendingEvent> events();

  /** What waits. */
  JoinLoad load();

  /** Keeps what waits. */
  void load(JoinLoad load);

  /**
   * Asks for {@link RecordJoin#release} at {@code millis} of event time, for the event with this
   * id.
   */
  void addDue(long millis, String id);

  /** Forgets and returns the ids that were added for {@code millis}; one may stand there twice. */
  List<String> takeDue(long millis);
}
