package dev.sluice.engine.join;

import dev.sluice.engine.event.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What has come of one event of several records. Immutable.
 *
 * @param timeMillis the earliest of its records
 * @param parts its records, in the order of their origins
 */
public record PendingEvent(String id, long timeMillis, List<Part> parts) {
  private static final Comparator<Part> BY_ORIGIN =
      Comparator.comparing(
          Part::origin,
          Comparator.comparing(Origin::name)
              .thenComparingInt(Origin::partition)
              .thenComparingLong(Origin::position));

  public PendingEvent {
    parts = parts.stream().sorted(BY_ORIGIN).toList();
  }

  /**
   * One record.
   *
   * @param bytes never changed
   */
  public record Part(String type, Origin origin, byte[] bytes) {}

  static PendingEvent of(JoinRecord record) {
    return new PendingEvent(record.key().id(), record.timeMillis(), List.of(part(record)));
  }

  PendingEvent with(JoinRecord record) {
    List<Part> more = new ArrayList<>(parts);
    more.add(part(record));
    return new PendingEvent(id, Math.min(timeMillis, record.timeMillis()), more);
  }

  /** Bytes of all records. */
  int bytes() {
    return parts.stream().mapToInt(part -> part.bytes().length).sum();
  }

  /** Where the first of its records was read. */
  Origin origin() {
    return parts.get(0).origin();
  }

  private static Part part(JoinRecord record) {
    return new Part(record.key().type(), record.origin(), record.bytes());
  }
}
