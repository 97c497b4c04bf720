package dev.sluice.engine.lineage;

import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.Header;
import dev.sluice.engine.event.Origin;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The lineage of events that come one after the other on one thread, in memory: for files. Each
 * host has a table in each origin, and none is ever given up.
 */
public final class LineageRun {
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  private final EventReader reader;
  private final Map<Place, ProcessStore> stores = new HashMap<>();

  private record Place(String host, String origin, int partition) {}

  /**
   * @param reader reads the host and time of the events that are asked about
   */
  public LineageRun(EventReader reader) {
    this.reader = reader;
  }

  /** Returns the lineage of the next event. */
  public Lineage of(byte[] bytes, Origin origin) {
    return (creation, values) -> {
      Header header = reader.header(bytes);
      String host = header.host();
      Instant time = header.time();
      if (host == null || time == null || !isTime(time)) {
        return Family.UNKNOWN;
      }
      ProcessStore store =
          stores.computeIfAbsent(
              new Place(host, origin.name(), origin.partition()), place -> new HeapProcessStore());
      return new TableLineage(store, time.toEpochMilli(), LineageCounts.NONE).of(creation, values);
    };
  }

  private static boolean isTime(Instant time) {
    return !time.isBefore(FIRST) && !time.isAfter(LAST);
  }
}
