package dev.sluice.engine.join;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Joins the records of all hosts in memory. Not thread-safe. */
public final class JoinRun {
  private final RecordJoin join;
  private final Map<String, HeldRecords> hosts = new HashMap<>();
  private final PriorityQueue<Due> dues =
      new PriorityQueue<>(Comparator.comparingLong(Due::millis).thenComparing(Due::host));
  private final Consumer<JoinedEvent> out;
  private long clockMillis = Long.MIN_VALUE;

  /** When something of a host is due. */
  private record Due(long millis, String host) {}

  /**
   * @param out hears of events in the order of time, host and serial number, but for those that
   *     come early or late
   */
  public JoinRun(JoinLimits limits, Consumer<JoinedEvent> out) {
    this.join = new RecordJoin(limits);
    this.out = out;
  }

  /** Takes a record of {@code host}; returns false when it cannot be joined. */
  public boolean add(String host, JoinRecord record) {
    if (!join.admits(record.bytes())) {
      return false;
    }
    HeldRecords held =
        hosts.computeIfAbsent(
            host, name -> new HeldRecords(millis -> dues.add(new Due(millis, name))));
    join.add(host, record, clockMillis, held, out);
    return true;
  }

  /** Says that event time has passed {@code millis}: gives out what is due. */
  public void advance(long millis) {
    clockMillis = Math.max(clockMillis, millis);
    for (Due due = dues.peek(); due != null && due.millis() <= clockMillis; due = dues.peek()) {
      dues.poll();
      HeldRecords held = hosts.get(due.host());
      if (held != null) {
        join.release(due.host(), due.millis(), held, out);
      }
    }
  }

  /** Says that no record follows: gives out all that waits. */
  public void finish() {
    advance(Long.MAX_VALUE);
  }
}
