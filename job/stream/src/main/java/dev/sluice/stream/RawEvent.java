package dev.sluice.stream;

import dev.sluice.engine.event.DeadLetter;
import dev.sluice.engine.event.Origin;
import org.jspecify.annotations.Nullable;

/**
 * An event as its source gives it: the bytes, and what key and clock need.
 *
 * @param bytes as they arrived; never changed
 * @param host the key: the folded host, or a bucket of {@link HostKey} when the event names none
 * @param timeMillis event time since the epoch, {@link EventClock#NO_TIME} when there is none
 * @param movesClock whether the watermark may follow the time: not that of bytes that are no event,
 *     nor one that the intake had to stand in for because the event's own ran ahead
 * @param origin where the bytes were read
 * @param error why the bytes are no event, null when they are one
 */
public record RawEvent(
    byte[] bytes,
    String host,
    long timeMillis,
    boolean movesClock,
    Origin origin,
    @Nullable DeadLetter error) {

  /** The same event, but the watermark does not follow its time. */
  RawEvent withoutClock() {
    return new RawEvent(bytes, host, timeMillis, false, origin, error);
  }

  /** Names the origin only, for the bytes may hold secrets. */
  @Override
  public String toString() {
    return "RawEvent of " + origin;
  }
}
