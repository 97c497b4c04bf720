package dev.sluice.engine.join;

import dev.sluice.engine.event.EventLimits;
import java.io.Serializable;
import java.time.Duration;

/**
 * What bounds the join of records.
 *
 * @param waiting for how long after its own time an event is waited for; zero: nothing is joined
 * @param maxEvents that wait on one host
 * @param maxHostBytes of all records that wait on one host
 * @param maxRecords of one event
 * @param maxEventBytes of the records of one event
 * @param maxDepth of one record: how deep its JSON is nested
 */
public record JoinLimits(
    Duration waiting,
    int maxEvents,
    long maxHostBytes,
    int maxRecords,
    int maxEventBytes,
    int maxDepth)
    implements Serializable {
  /** How long is waited when nothing else is said. */
  public static final Duration WAIT = Duration.ofSeconds(2);

  /** The longest wait. */
  public static final Duration MAX_WAIT = Duration.ofHours(1);

  private static final int MAX_EVENTS = 10_000;
  private static final long MAX_HOST_BYTES = 32L << 20;
  private static final int MAX_RECORDS = 100;
  private static final int MAX_EVENT_BYTES = 256 << 10;

  /** An object in a list in the joined document. */
  private static final int DEEPER = 2;

  /** What stands around the records but for the host, which stands in each of them too. */
  private static final int AROUND_BYTES = 8 << 10;

  public JoinLimits {
    if (waiting.isNegative() || waiting.compareTo(MAX_WAIT) > 0) {
      throw new IllegalArgumentException(
          "the wait for records must be from 0 to " + MAX_WAIT + ", not " + waiting);
    }
  }

  /** The limits of joined events that {@code events} admits. */
  public static JoinLimits of(Duration waiting, EventLimits events) {
    return new JoinLimits(
        waiting,
        MAX_EVENTS,
        MAX_HOST_BYTES,
        MAX_RECORDS,
        Math.min(MAX_EVENT_BYTES, (events.maxBytes() - AROUND_BYTES) / 2),
        events.maxDepth() - DEEPER);
  }

  /** Whether anything is joined. */
  public boolean isOn() {
    return !waiting.isZero();
  }

  /** Returns whether {@code bytes} can be a part of a joined event. */
  boolean admits(byte[] bytes) {
    return bytes.length <= maxEventBytes && depth(bytes) <= maxDepth;
  }

  boolean hasRoom(PendingEvent event, JoinRecord record) {
    return event.parts().size() < maxRecords
        && event.bytes() + record.bytes().length <= maxEventBytes;
  }

  boolean isOver(JoinLoad load) {
    return load.events() > maxEvents || load.bytes() > maxHostBytes;
  }

  /** Whether there is room for a while, so that the oldest need not be looked for each time. */
  boolean hasRoom(JoinLoad load) {
    return load.events() <= maxEvents - maxEvents / 10
        && load.bytes() <= maxHostBytes - maxHostBytes / 10;
  }

  private static int depth(byte[] json) {
    int depth = 0;
    int deepest = 0;
    boolean text = false;
    for (int i = 0; i < json.length; i++) {
      byte at = json[i];
      if (text) {
        i += at == '\\' ? 1 : 0;
        text = at != '"';
      } else if (at == '"') {
        text = true;
      } else if (at == '{' || at == '[') {
        deepest = Math.max(deepest, ++depth);
      } else if (at == '}' || at == ']') {
        depth--;
      }
    }
    return deepest;
  }
}
