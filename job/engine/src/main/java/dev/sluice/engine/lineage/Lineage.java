package dev.sluice.engine.lineage;

import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.event.Value;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What tells a judge of the process of one event, and learns from it. */
@FunctionalInterface
public interface Lineage {
  String PARENT_IMAGE = "ParentImage";

  /** Windows' own name for {@link #PARENT_IMAGE}. */
  String PARENT_PROCESS_NAME = "ParentProcessName";

  String PARENT_COMMAND_LINE = "ParentCommandLine";
  String GRAND_PARENT_IMAGE = "GrandParentImage";

  /** The fields that are filled in. */
  Set<String> FIELDS =
      Set.of(PARENT_IMAGE, PARENT_PROCESS_NAME, PARENT_COMMAND_LINE, GRAND_PARENT_IMAGE);

  /**
   * The origin, as lineage takes it, of all events that are joined of records: they come in the
   * order of their times, wherever the records were read, but their place among other events
   * depends on the watermark. So they have a table of their own.
   */
  Origin JOINED = Origin.file("joined records", 0);

  /** No lineage is known, and none is learned. */
  Lineage NONE = (creation, values) -> Family.UNKNOWN;

  /**
   * Returns what is known of the process of the event, and takes note of it when it is a creation:
   * to be called once for each creation, and at most once for any other event.
   *
   * @param creation whether a process started; see {@link #isCreation}
   * @param values those of the event, by {@link ObservedProcess#FIELDS} and {@link #FIELDS}
   */
  Family of(boolean creation, Function<String, List<Value>> values);

  /** Returns whether an event that is each of {@code logSources} tells that a process started. */
  static boolean isCreation(Collection<LogSource> logSources) {
    for (LogSource logSource : logSources) {
      if ("process_creation".equals(logSource.category())) {
        return true;
      }
    }
    return false;
  }
}
