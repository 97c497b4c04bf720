package dev.sluice.stream;

import dev.sluice.engine.join.JoinLoad;
import dev.sluice.engine.join.JoinStore;
import dev.sluice.engine.join.PendingCodec;
import dev.sluice.engine.join.PendingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * The records of the current host that wait, in keyed state.
 *
 * <p>Invariant: for each time in {@link #DUE} there is an event-time timer, and each event that
 * waits is listed at the time at which it is due.
 */
final class KeyedRecords implements JoinStore {
  /** By audit id, as {@link PendingCodec} writes them. */
  static final MapStateDescriptor<String, byte[]> EVENTS =
      new MapStateDescriptor<>("join-events", Types.STRING, StreamTypes.BYTES);

  /** Audit ids by the time at which they are due. */
  static final MapStateDescriptor<Long, List<String>> DUE =
      new MapStateDescriptor<>("join-due", Types.LONG, Types.LIST(Types.STRING));

  static final ValueStateDescriptor<JoinLoad> LOAD =
      new ValueStateDescriptor<>("join-load", StreamTypes.JOIN_LOAD);

  private final MapState<String, byte[]> events;
  private final MapState<Long, List<String>> due;
  private final ValueState<JoinLoad> load;
  private @Nullable TimerService timers;

  /** Takes hold of its state, once in {@code open}. */
  KeyedRecords(RuntimeContext context) {
    this.events = context.getMapState(EVENTS);
    this.due = context.getMapState(DUE);
    this.load = context.getState(LOAD);
  }

  /** This, with the timers of the current element or timer. */
  KeyedRecords with(TimerService current) {
    timers = current;
    return this;
  }

  @Override
  public @Nullable PendingEvent event(String id) {
    byte @Nullable [] bytes = KeyedState.read(() -> events.get(id));
    return bytes == null ? null : PendingCodec.decode(bytes);
  }

  @Override
  public void put(PendingEvent event) {
    KeyedState.write(() -> events.put(event.id(), PendingCodec.encode(event)));
  }

  @Override
  public void remove(String id) {
    KeyedState.write(() -> events.remove(id));
  }

  @Override
  public List<PendingEvent> events() {
    List<PendingEvent> all = new ArrayList<>();
    KeyedState.write(() -> events.values().forEach(bytes -> all.add(PendingCodec.decode(bytes))));
    return all;
  }

  @Override
  public JoinLoad load() {
    JoinLoad known = KeyedState.read(load::value);
    return known == null ? JoinLoad.NONE : known;
  }

  @Override
  public void load(JoinLoad now) {
    if (now.equals(JoinLoad.NONE)) {
      load.clear();
    } else {
      KeyedState.write(() -> load.update(now));
    }
  }

  @Override
  public void addDue(long millis, String id) {
    List<String> known = KeyedState.read(() -> due.get(millis));
    List<String> ids = known == null ? new ArrayList<>(1) : new ArrayList<>(known);
    ids.add(id);
    KeyedState.write(() -> due.put(millis, ids));
    if (known == null) {
      Objects.requireNonNull(timers).registerEventTimeTimer(millis);
    }
  }

  @Override
  public List<String> takeDue(long millis) {
    List<String> ids = KeyedState.read(() -> due.get(millis));
    if (ids == null) {
      return List.of();
    }
    KeyedState.write(() -> due.remove(millis));
    return ids;
  }
}
