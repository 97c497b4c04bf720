package dev.sluice.engine.lineage;

import dev.sluice.engine.event.Value;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The lineage of an event, by the table of its host and origin. */
public final class TableLineage implements Lineage {
  /** For how long after its last use a process is known. */
  public static final Duration RETENTION = ProcessTable.RETENTION;

  private final ProcessTable table;
  private final long timeMillis;
  private final LineageCounts counts;

  /**
   * @param timeMillis of the event
   */
  public TableLineage(ProcessStore store, long timeMillis, LineageCounts counts) {
    this.table = new ProcessTable(store);
    this.timeMillis = timeMillis;
    this.counts = counts;
  }

  @Override
  public Family of(boolean creation, Function<String, List<Value>> values) {
    if (creation) {
      counts.processSeen();
      KnownProcess parent = table.start(ObservedProcess.started(values, timeMillis));
      return parent == null ? Family.UNKNOWN : new Family(table, null, parent, timeMillis, counts);
    }
    KnownProcess own = find(ObservedProcess.own(values));
    KnownProcess parent =
        own == null ? find(ObservedProcess.parent(values)) : table.parentOf(own, timeMillis);
    return own == null && parent == null
        ? Family.UNKNOWN
        : new Family(table, own, parent, timeMillis, counts);
  }

  private @Nullable KnownProcess find(ProcessId id) {
    return id.isNone() ? null : table.find(id, timeMillis, timeMillis);
  }
}
