package dev.sluice.engine.join;

import dev.sluice.engine.join.JoinedEvent.Release;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Gathers the records of events and gives each event out when its wait is over. Holds nothing
 * itself: one object serves all hosts.
 *
 * <p>An event is due when event time has passed that of its earliest record by the wait. When it is
 * complete nobody can tell, for the record that closes an event may overtake the others. A record
 * that comes when its event is gone is an event of its own, and says that it is late. On a host on
 * which too much waits the oldest events are given out early, and say so.
 */
public final class RecordJoin {
  private static final Comparator<PendingEvent> OLDEST_FIRST =
      Comparator.comparingLong(PendingEvent::timeMillis)
          .thenComparing(RecordJoin::serial, Comparator.comparingInt(String::length))
          .thenComparing(RecordJoin::serial)
          .thenComparing(PendingEvent::id);

  private final JoinLimits limits;
  private final long waitMillis;

  public RecordJoin(JoinLimits limits) {
    this.limits = limits;
    this.waitMillis = limits.waiting().toMillis();
  }

  /** Returns whether {@code bytes} can be joined: they are not too large, nor nested too deep. */
  public boolean admits(byte[] bytes) {
    return limits.isOn() && limits.admits(bytes);
  }

  /**
   * Takes a record that {@link #admits} says yes to.
   *
   * @param clockMillis what event time has passed
   * @param out hears of events that are given out now
   */
  public void add(
      String host,
      JoinRecord record,
      long clockMillis,
      JoinStore store,
      Consumer<JoinedEvent> out) {
    PendingEvent before = store.event(record.key().id());
    if (before == null && record.timeMillis() + waitMillis <= clockMillis) {
      out.accept(JoinedEvent.of(host, PendingEvent.of(record), Release.LATE));
      return;
    }
    if (before != null && !limits.hasRoom(before, record)) {
      give(host, before, Release.EARLY, store, out);
      before = null;
    }
    PendingEvent after = before == null ? PendingEvent.of(record) : before.with(record);
    JoinLoad load = (before == null ? store.load() : store.load().minus(before)).plus(after);
    store.put(after);
    store.load(load);
    if (before == null || before.timeMillis() != after.timeMillis()) {
      store.addDue(due(after), after.id());
    }
    if (limits.isOver(load)) {
      relieve(host, store, out);
    }
  }

  /**
   * Gives out the events that are due at {@code dueMillis}, by their serial numbers.
   *
   * @param out hears of them
   */
  public void release(String host, long dueMillis, JoinStore store, Consumer<JoinedEvent> out) {
    store.takeDue(dueMillis).stream()
        .distinct()
        .map(store::event)
        .filter(Objects::nonNull)
        .filter(event -> due(event) == dueMillis)
        .sorted(OLDEST_FIRST)
        .toList()
        .forEach(event -> give(host, event, Release.ON_TIME, store, out));
  }

  private void relieve(String host, JoinStore store, Consumer<JoinedEvent> out) {
    List<PendingEvent> oldest = store.events().stream().sorted(OLDEST_FIRST).toList();
    for (PendingEvent event : oldest) {
      if (limits.hasRoom(store.load())) {
        return;
      }
      give(host, event, Release.EARLY, store, out);
    }
  }

  private static void give(
      String host,
      PendingEvent event,
      Release release,
      JoinStore store,
      Consumer<JoinedEvent> out) {
    store.remove(event.id());
    store.load(store.load().minus(event));
    out.accept(JoinedEvent.of(host, event, release));
  }

  private long due(PendingEvent event) {
    return event.timeMillis() + waitMillis;
  }

  private static String serial(PendingEvent event) {
    return event.id().substring(event.id().indexOf(':') + 1).replaceFirst("^0+", "");
  }
}
