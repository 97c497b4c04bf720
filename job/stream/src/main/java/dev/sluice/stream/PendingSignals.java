package dev.sluice.stream;

import dev.sluice.engine.correlate.Signal;
import dev.sluice.engine.correlate.SignalCodec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * The signals of a group that wait for the watermark: those on time until it has passed theirs, so
 * that they are applied in order, those that came behind it until it moves on, so that what is late
 * is applied together.
 *
 * <p>For a keyed operator, on its task thread, with the group as the current key. To add one costs
 * the same however many wait.
 *
 * <p>Invariant: for the time of each signal that waits on time, and for the next watermark when one
 * waits that is late, there is an event-time timer.
 */
final class PendingSignals {
  static final MapStateDescriptor<Long, byte[]> ON_TIME =
      new MapStateDescriptor<>("pending-signals", Types.LONG, StreamTypes.BYTES);

  /** How many there are of a second. */
  static final MapStateDescriptor<Long, Integer> SECONDS =
      new MapStateDescriptor<>("pending-seconds", Types.LONG, Types.INT);

  static final ListStateDescriptor<byte[]> LATE =
      new ListStateDescriptor<>("late-signals", StreamTypes.BYTES);

  /** Where the watermark stood when they came. */
  static final ValueStateDescriptor<Long> LATE_AT =
      new ValueStateDescriptor<>("late-at", Types.LONG);

  /** The version of the rule set whose correlations they wait for. */
  static final ValueStateDescriptor<Long> AWAITED =
      new ValueStateDescriptor<>("awaited-version", Types.LONG);

  private static final long SECOND = 1000;
  private static final int NUMBER_BITS = 24;
  private static final int MOST_IN_A_SECOND = 1 << NUMBER_BITS;

  /** Up to so many seconds are looked up one by one; for more, all that wait are gone through. */
  private static final long MANY_SECONDS = 64;

  private final MapState<Long, byte[]> onTime;
  private final MapState<Long, Integer> seconds;
  private final ListState<byte[]> late;
  private final ValueState<Long> lateAt;
  private final ValueState<Long> awaited;

  /** Takes hold of its state, once in {@code open}. */
  PendingSignals(RuntimeContext context) {
    this.onTime = context.getMapState(ON_TIME);
    this.seconds = context.getMapState(SECONDS);
    this.late = context.getListState(LATE);
    this.lateAt = context.getState(LATE_AT);
    this.awaited = context.getState(AWAITED);
  }

  /**
   * What the watermark has released.
   *
   * @param lateAtMillis where it stood when the late ones came; of no meaning when there are none
   */
  record Batch(List<Signal> onTime, List<Signal> late, long lateAtMillis) {
    boolean isEmpty() {
      return onTime.isEmpty() && late.isEmpty();
    }
  }

  /** Adds a signal of the current group; returns whether it is late. */
  boolean add(SignalRecord record, long watermarkMillis, TimerService timers) throws Exception {
    long timeMillis = record.timeMillis();
    if (timeMillis <= watermarkMillis) {
      late.add(record.signal());
      lateAt.update(watermarkMillis);
      timers.registerEventTimeTimer(watermarkMillis + 1);
      return true;
    }
    long second = Math.floorDiv(timeMillis, SECOND);
    Integer known = seconds.get(second);
    int number = known == null ? 0 : known;
    if (number == MOST_IN_A_SECOND) {
      throw new IllegalStateException("too many signals of one group in a second");
    }
    onTime.put(place(second, number), record.signal());
    seconds.put(second, number + 1);
    timers.registerEventTimeTimer(timeMillis);
    return false;
  }

  /**
   * Says that those of the current group wait for the correlations of {@code version}. Timers may
   * fire without a call of {@link #take}, until one that takes all; nothing must have been applied
   * of the group. Returns whether they did not wait before.
   */
  boolean await(long version) throws Exception {
    Long before = awaited.value();
    awaited.update(before == null ? version : Math.max(before, version));
    return before == null;
  }

  /** Whether those of the current group wait for correlations that may still come. */
  boolean isAwaiting(ActiveCorrelations correlations) throws Exception {
    Long version = awaited.value();
    return version != null && !correlations.isObsolete(version);
  }

  /**
   * Takes what the watermark has released.
   *
   * @param timerMillis of the timer that fires, the first since the last call
   */
  Batch take(long timerMillis, long watermarkMillis, TimerService timers) throws Exception {
    boolean waited = awaited.value() != null;
    awaited.clear();
    // When timers have passed without a call, there may be any time before this one.
    long oldestMillis = waited ? Long.MIN_VALUE : timerMillis;
    List<Signal> released = new ArrayList<>();
    for (long second : seconds(oldestMillis, watermarkMillis)) {
      release(second, watermarkMillis, released);
    }
    Set<Long> times = new HashSet<>();
    released.forEach(signal -> times.add(signal.from().timeMillis()));
    times.forEach(timers::deleteEventTimeTimer);
    Long at = lateAt.value();
    if (at == null) {
      return new Batch(released, List.of(), Long.MIN_VALUE);
    }
    List<Signal> late = takeLate();
    if (waited) {
      // Nothing has been applied yet that they could be late for.
      released.addAll(late);
      return new Batch(released, List.of(), Long.MIN_VALUE);
    }
    return new Batch(released, late, at);
  }

  /** Forgets those of the current group; returns how many there were. */
  long clear() throws Exception {
    long count = 0;
    for (int number : seconds.values()) {
      count += number;
    }
    for (byte[] ignored : late.get()) {
      count++;
    }
    onTime.clear();
    seconds.clear();
    late.clear();
    lateAt.clear();
    awaited.clear();
    return count;
  }

  private List<Signal> takeLate() throws Exception {
    List<Signal> taken = new ArrayList<>();
    for (byte[] bytes : late.get()) {
      taken.add(SignalCodec.decode(bytes));
    }
    late.clear();
    lateAt.clear();
    return taken;
  }

  private List<Long> seconds(long oldestMillis, long watermarkMillis) throws Exception {
    long first = Math.floorDiv(oldestMillis, SECOND);
    long last = Math.floorDiv(watermarkMillis, SECOND);
    List<Long> found = new ArrayList<>();
    if (last - first < MANY_SECONDS) {
      for (long second = first; second <= last; second++) {
        if (seconds.contains(second)) {
          found.add(second);
        }
      }
    } else {
      for (long second : seconds.keys()) {
        if (second <= last) {
          found.add(second);
        }
      }
    }
    return found;
  }

  private void release(long second, long watermarkMillis, List<Signal> released) throws Exception {
    int count = seconds.get(second);
    int kept = 0;
    for (int number = 0; number < count; number++) {
      byte[] bytes = stored(second, number);
      Signal signal = SignalCodec.decode(bytes);
      if (signal.from().timeMillis() > watermarkMillis) {
        if (kept < number) {
          onTime.put(place(second, kept), bytes);
        }
        kept++;
      } else {
        released.add(signal);
      }
    }
    for (int number = kept; number < count; number++) {
      onTime.remove(place(second, number));
    }
    if (kept == 0) {
      seconds.remove(second);
    } else if (kept < count) {
      seconds.put(second, kept);
    }
  }

  private byte[] stored(long second, int number) throws Exception {
    byte @Nullable [] bytes = onTime.get(place(second, number));
    if (bytes == null) {
      throw new IllegalStateException("a signal that waits is missing");
    }
    return bytes;
  }

  private static long place(long second, int number) {
    return (second << NUMBER_BITS) | number;
  }
}
