package dev.sluice.engine.join;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link JoinStore} in memory. */
final class HeldRecords implements JoinStore {
  /** A time at which events of a host are due. */
  interface DueTimes {
    void add(long millis);
  }

  private final Map<String, PendingEvent> byId = new HashMap<>();
  private final Map<Long, List<String>> dues = new HashMap<>();
  private final DueTimes times;
  private JoinLoad load = JoinLoad.NONE;

  /**
   * @param times hears of each time that is new
   */
  HeldRecords(DueTimes times) {
    this.times = times;
  }

  @Override
  public @Nullable PendingEvent event(String id) {
    return byId.get(id);
  }

  @Override
  public void put(PendingEvent event) {
    byId.put(event.id(), event);
  }

  @Override
  public void remove(String id) {
    byId.remove(id);
  }

  @Override
  public List<PendingEvent> events() {
    return List.copyOf(byId.values());
  }

  @Override
  public JoinLoad load() {
    return load;
  }

  @Override
  public void load(JoinLoad now) {
    load = now;
  }

  @Override
  public void addDue(long millis, String id) {
    dues.computeIfAbsent(
            millis,
            time -> {
              times.add(time);
              return new ArrayList<>(1);
            })
        .add(id);
  }

  @Override
  public List<String> takeDue(long millis) {
    List<String> ids = dues.remove(millis);
    return ids == null ? List.of() : ids;
  }
}
