package dev.sluice.engine.join;

/**
 * What waits on one host.
 *
 * @param events of which at least one record has come
 * @param bytes of all their records
 */
public record JoinLoad(int events, long bytes) {
  /** Nothing waits. */
  public static final JoinLoad NONE = new JoinLoad(0, 0);

  JoinLoad plus(PendingEvent event) {
    return new JoinLoad(events + 1, bytes + event.bytes());
  }

  JoinLoad minus(PendingEvent event) {
    return new JoinLoad(events - 1, bytes - event.bytes());
  }
}
