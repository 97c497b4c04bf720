package dev.sluice.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which heartbeats were written, and which have come back: once, twice or never. Thread-safe; knows
 * no connection.
 *
 * <p>Alerts of one partition of events come in its order: one host, one subtask, one partition of
 * alerts. So a heartbeat is lost when a later one has come back, and not yet when it is merely old:
 * after an outage its alert is late and comes. As neighbours may stand in transactions of different
 * subtasks, the later one must have come back before the last {@link #settle}. Without any that
 * comes back a heartbeat is lost after a time, and then forgotten. What was written before the
 * first that came back is not missed: the rule may not have been in force.
 */
final class HeartbeatLedger {
  private final InstantSource clock;
  private final Duration lostAfter;
  private final CanaryMetrics metrics;
  private final String run = UUID.randomUUID().toString().replace("-", "");
  private final TreeMap<Long, Entry> entries = new TreeMap<>();
  private final Map<TopicPartition, Returns> returns = new HashMap<>();
  private long written;

  /**
   * @param lostAfter for how long a heartbeat is remembered
   */
  HeartbeatLedger(InstantSource clock, Duration lostAfter, CanaryMetrics metrics) {
    this.clock = clock;
    this.lostAfter = lostAfter;
    this.metrics = metrics;
  }

  private enum State {
    OPEN,
    RETURNED,
    LOST
  }

  private static final class Entry {
    final TopicPartition partition;
    final Instant at;
    State state = State.OPEN;

    Entry(TopicPartition partition, Instant at) {
      this.partition = partition;
      this.at = at;
    }
  }

  /** Of one partition, by number. */
  private static final class Returns {
    private static final long NONE = -1;

    long first = NONE;
    long newest = NONE;
    long settled = NONE;
  }

  /** The next heartbeat for {@code partition}, written now. */
  synchronized Heartbeat next(TopicPartition partition) {
    returns.computeIfAbsent(
        partition,
        added -> {
          metrics.expected(added);
          return new Returns();
        });
    Heartbeat heartbeat = new Heartbeat(run, written++);
    entries.put(heartbeat.number(), new Entry(partition, clock.instant()));
    return heartbeat;
  }

  /** Nobody has it, so that it is not waited for. */
  synchronized void forget(Heartbeat heartbeat) {
    entries.remove(heartbeat.number());
  }

  /** An alert has been read; one of another process says nothing. */
  synchronized void returned(Heartbeat heartbeat) {
    Entry entry = heartbeat.run().equals(run) ? entries.get(heartbeat.number()) : null;
    if (entry == null) {
      return;
    }
    if (entry.state == State.RETURNED) {
      metrics.doubled();
      return;
    }
    entry.state = State.RETURNED;
    metrics.returned(Duration.between(entry.at, clock.instant()));
    note(returns.get(entry.partition), heartbeat.number(), entry);
  }

  private void note(@Nullable Returns of, long number, Entry entry) {
    if (of == null) {
      throw new IllegalStateException("no heartbeat was written to " + entry.partition);
    }
    if (of.first == Returns.NONE) {
      of.first = number;
    }
    if (number > of.newest) {
      of.newest = number;
      metrics.newest(entry.partition, entry.at);
    }
  }

  /** Looks for what is lost; to be called before each round of heartbeats. */
  synchronized void settle() {
    Instant forgotten = clock.instant().minus(lostAfter);
    Iterator<Map.Entry<Long, Entry>> all = entries.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Long, Entry> next = all.next();
      Entry entry = next.getValue();
      boolean old = entry.at.isBefore(forgotten);
      if (entry.state == State.OPEN && (old || isOvertaken(next.getKey(), entry))) {
        entry.state = State.LOST;
        metrics.lost();
      }
      if (old) {
        all.remove();
      }
    }
    returns.values().forEach(each -> each.settled = each.newest);
  }

  private boolean isOvertaken(long number, Entry entry) {
    Returns of = returns.get(entry.partition);
    return of != null && number > of.first && number < of.settled;
  }
}
