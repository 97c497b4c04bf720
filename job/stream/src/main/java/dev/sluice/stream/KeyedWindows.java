package dev.sluice.stream;

import dev.sluice.engine.correlate.WindowStore;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the windows of a group, in keyed state: each part an entry of its own, so that
 * only what changes is read and written. With the group as the current key.
 */
final class KeyedWindows implements WindowStore {
  static final ValueStateDescriptor<byte[]> HEAD =
      new ValueStateDescriptor<>("window-head", StreamTypes.BYTES);
  static final MapStateDescriptor<Long, byte[]> PARTS =
      new MapStateDescriptor<>("window-parts", Types.LONG, StreamTypes.BYTES);

  /** When the windows are to be looked at again, whether or not a signal comes. */
  static final ValueStateDescriptor<Long> NEXT =
      new ValueStateDescriptor<>("window-timer", Types.LONG);

  private static final long NEVER = Long.MAX_VALUE;

  private final ValueState<byte[]> head;
  private final MapState<Long, byte[]> parts;
  private final ValueState<Long> next;

  /** Takes hold of its state, once in {@code open}. */
  KeyedWindows(RuntimeContext context) {
    this.head = context.getState(HEAD);
    this.parts = context.getMapState(PARTS);
    this.next = context.getState(NEXT);
  }

  /** Whether the windows are to be looked at now. */
  boolean isDue(long watermarkMillis) throws Exception {
    Long due = next.value();
    return due != null && due <= watermarkMillis;
  }

  /**
   * Has a timer wake the group at {@code timeMillis}; the largest time there is stands for none.
   */
  void wakeAt(long timeMillis, TimerService timers) throws Exception {
    if (timeMillis == NEVER) {
      next.clear();
    } else {
      Long known = next.value();
      if (known == null || known != timeMillis) {
        next.update(timeMillis);
        timers.registerEventTimeTimer(timeMillis);
      }
    }
  }

  /** Forgets the group. */
  void clear() {
    head.clear();
    parts.clear();
    next.clear();
  }

  @Override
  public byte @Nullable [] head() {
    return KeyedState.read(head::value);
  }

  @Override
  public void head(byte @Nullable [] bytes) {
    if (bytes == null) {
      head.clear();
    } else {
      KeyedState.write(() -> head.update(bytes));
    }
  }

  @Override
  public byte @Nullable [] part(long number) {
    return KeyedState.read(() -> parts.get(number));
  }

  @Override
  public void part(long number, byte @Nullable [] part) {
    KeyedState.write(
        () -> {
          if (part == null) {
            parts.remove(number);
          } else {
            parts.put(number, part);
          }
        });
  }

  /** A copy, for parts may be changed while it is gone through. */
  @Override
  public Iterable<Long> parts() {
    return KeyedState.read(
        () -> {
          List<Long> numbers = new ArrayList<>();
          parts.keys().forEach(numbers::add);
          return numbers;
        });
  }
}
