package dev.sluice.stream;

import dev.sluice.engine.event.DeadLetter;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.event.RecordKey;
import org.jspecify.annotations.Nullable;

/**
 * An event as its source gives it: the bytes, and what key and clock need.
 *
 * @param bytes as they arrived; never changed
 * @param host the key: the folded host, or a bucket of {@link HostKey} when the event names none
 * @param timeMillis event time since the epoch, {@link EventClock#NO_TIME} when there is none
 * @param clock whether the watermark follows the time
 * @param origin where the bytes were read
 * @param record of which larger event it is a record, null when it stands alone; only an event that
 *     names its host and time is a record
 * @param error why the bytes are no event, null when they are one
 * @param silentUnder the {@link SharedRuleSets.Lease#id} of a rule set of which no rule fires on
 *     it, whatever is known of its process, and which asks for no lineage; {@link #NOT_JUDGED} else
 */
public record RawEvent(
    byte[] bytes,
    String host,
    long timeMillis,
    Clock clock,
    Origin origin,
    @Nullable RecordKey record,
    @Nullable DeadLetter error,
    long silentUnder) {
  /** Nobody has judged it yet, or it was not silent. */
  static final long NOT_JUDGED = 0;

  RawEvent(
      byte[] bytes,
      String host,
      long timeMillis,
      Clock clock,
      Origin origin,
      @Nullable RecordKey record,
      @Nullable DeadLetter error) {
    this(bytes, host, timeMillis, clock, origin, record, error, NOT_JUDGED);
  }

  /** What the time of an event does to the watermark. */
  public enum Clock {
    /** It moves the watermark. */
    MOVES,

    /**
     * It is that of the intake, for the event has none. The watermark follows such times only where
     * no event says its own: in old events that are read again, the intake is far ahead.
     */
    STANDS_IN,

    /** None: bytes that are no event, or whose own time runs ahead of the intake. */
    STAYS
  }

  /** The same event, but the watermark does not follow its time. */
  RawEvent withoutClock() {
    return new RawEvent(bytes, host, timeMillis, Clock.STAYS, origin, record, error, silentUnder);
  }

  /** The same event, which {@code ruleSet} is known to be silent about. */
  RawEvent silentUnder(long ruleSet) {
    return new RawEvent(bytes, host, timeMillis, clock, origin, record, error, ruleSet);
  }

  /** Names the origin only, for the bytes may hold secrets. */
  @Override
  public String toString() {
    return "RawEvent of " + origin;
  }
}
