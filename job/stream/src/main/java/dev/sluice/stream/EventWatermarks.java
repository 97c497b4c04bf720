package dev.sluice.stream;

import dev.sluice.engine.event.Origin;
import dev.sluice.stream.RawEvent.Clock;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;
import org.jspecify.annotations.Nullable;

/**
 * The clock of one partition of events: the newest event's time less the out-of-orderness, and the
 * newest time and the wait for records once no event has come for a while, so that the last alert
 * does not wait for the next event.
 *
 * <p>Only events that may move the clock count, also for idleness: a partition that gives nothing
 * but garbage must not hold back the others. When for a minute no event has said its own time, the
 * times of intake of those that have none stand in. After idleness the clock may stand ahead of
 * what comes next by the out-of-orderness and the wait: such an event is late.
 *
 * <p>Invariant: a partition of which something is unread moves no clock by its silence, however
 * long that takes. A slow reader must not make events late that a replay would find in time. So an
 * idle partition follows the others only up to where they stood when all of it was read.
 */
final class EventWatermarks implements WatermarkGenerator<RawEvent> {
  /** For so long events without a time of their own are taken for exceptions. */
  private static final long STAND_IN_AFTER_NANOS = Duration.ofMinutes(1).toNanos();

  private final long outOfOrdernessMillis;
  private final long waitMillis;
  private final long idlenessNanos;
  private final RelativeClock activity;
  private final SplitEnds ends;
  private long newestMillis = EventClock.NO_TIME;
  private long standInMillis = EventClock.NO_TIME;
  private long lastTimedNanos;
  private long lastSeenNanos;
  private boolean seen;
  private boolean quiet;
  private long quietNanos;
  private boolean idle;
  private long emittedMillis = EventClock.NO_TIME;

  /** What is followed as soon as all is read that there was when it was agreed. */
  private @Nullable AgreedTime followed;

  /** An event that has moved the clock, which says of which partition it is. */
  private @Nullable Origin moved;

  private @Nullable Origin standIn;

  /**
   * @param wait for how long events wait for others before they are judged
   * @param activity stands still while the source is held up with events at hand
   * @param ends of this partition and the others of the subtask
   */
  EventWatermarks(
      Duration outOfOrderness,
      Duration wait,
      Duration idleness,
      RelativeClock activity,
      SplitEnds ends) {
    this.outOfOrdernessMillis = outOfOrderness.toMillis();
    this.waitMillis = wait.toMillis();
    this.idlenessNanos = idleness.toNanos();
    this.activity = activity;
    this.ends = ends;
    this.lastTimedNanos = activity.relativeTimeNanos();
    this.lastSeenNanos = lastTimedNanos;
  }

  /** Event time from the event, and a clock that stands still until all events have come. */
  static WatermarkStrategy<RawEvent> none() {
    return WatermarkStrategy.<RawEvent>noWatermarks()
        .withTimestampAssigner((event, recordMillis) -> event.timeMillis());
  }

  /** Event time from the event, and a clock of its own for each split, whose end is not told. */
  static WatermarkStrategy<RawEvent> strategy(
      Duration outOfOrderness, Duration wait, Duration idleness) {
    return WatermarkStrategy.<RawEvent>forGenerator(
            context ->
                new EventWatermarks(
                    outOfOrderness,
                    wait,
                    idleness,
                    context.getInputActivityClock(),
                    SplitEnds.NOT_TOLD))
        .withTimestampAssigner((event, recordMillis) -> event.timeMillis());
  }

  @Override
  public void onEvent(RawEvent event, long timeMillis, WatermarkOutput output) {
    if (timeMillis == EventClock.NO_TIME) {
      return;
    }
    if (event.clock() == Clock.MOVES) {
      newestMillis = Math.max(newestMillis, timeMillis);
      seen = true;
      if (moved == null) {
        start(event.origin());
      }
    } else if (event.clock() == Clock.STANDS_IN) {
      standInMillis = Math.max(standInMillis, timeMillis);
      standIn = event.origin();
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    long nowNanos = activity.relativeTimeNanos();
    if (seen) {
      seen = false;
      lastTimedNanos = nowNanos;
      awake(nowNanos);
    } else if (nowNanos - lastTimedNanos > STAND_IN_AFTER_NANOS && standInMillis > newestMillis) {
      newestMillis = standInMillis;
      if (moved == null && standIn != null) {
        start(standIn);
      }
      awake(nowNanos);
    }
    if (idle) {
      follow(output);
    } else if (nowNanos - lastSeenNanos > idlenessNanos && isRead()) {
      fallIdle(output);
    } else if (newestMillis != EventClock.NO_TIME) {
      emit(newestMillis - outOfOrdernessMillis - 1, output);
    }
  }

  boolean isIdle() {
    return idle;
  }

  /** Returns the time of the last watermark, {@link EventClock#NO_TIME} before it. */
  long millis() {
    return emittedMillis;
  }

  private void fallIdle(WatermarkOutput output) {
    idle = true;
    if (newestMillis != EventClock.NO_TIME) {
      emit(newestMillis + waitMillis, output);
    }
    if (ends.agreed() == null) {
      output.markIdle();
    }
  }

  private void follow(WatermarkOutput output) {
    if (followed == null || followed.millis() <= emittedMillis) {
      followed = ends.agreed();
    }
    if (followed != null
        && followed.millis() > emittedMillis
        && ends.areReached(moved, followed.nanos())) {
      emit(followed.millis(), output);
    }
  }

  private void start(Origin event) {
    moved = event;
    ends.clockStarted(event);
  }

  /** Whether nothing was unread at some time since the idleness was over. */
  private boolean isRead() {
    if (!quiet) {
      quiet = true;
      quietNanos = ends.nanos();
    }
    return ends.areReached(moved, quietNanos);
  }

  private void awake(long nowNanos) {
    idle = false;
    quiet = false;
    followed = null;
    lastSeenNanos = nowNanos;
  }

  private void emit(long millis, WatermarkOutput output) {
    emittedMillis = Math.max(emittedMillis, millis);
    output.emitWatermark(new Watermark(emittedMillis));
  }
}
