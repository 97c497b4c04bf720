package dev.sluice.engine.lineage;

import dev.sluice.engine.event.Value;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Reads of an event, in Sigma's words, which process it is about. */
public final class ObservedProcess {
  private static final String IMAGE = "Image";
  private static final String COMMAND_LINE = "CommandLine";
  private static final String GUID = "ProcessGuid";
  private static final String PID = "ProcessId";
  private static final String NEW_PID = "NewProcessId";
  private static final String PARENT_GUID = "ParentProcessGuid";
  private static final String PARENT_PID = "ParentProcessId";

  /** The fields that are read, those of {@link Lineage#FIELDS} apart. */
  public static final Set<String> FIELDS =
      Set.of(IMAGE, COMMAND_LINE, GUID, PID, NEW_PID, PARENT_GUID, PARENT_PID);

  private ObservedProcess() {}

  /** Returns the process that an event is about, which is no creation. */
  static ProcessId own(Function<String, List<Value>> values) {
    return ProcessId.of(values.apply(GUID), values.apply(PID));
  }

  /** Returns the parent of that process. */
  static ProcessId parent(Function<String, List<Value>> values) {
    return ProcessId.of(values.apply(PARENT_GUID), values.apply(PARENT_PID));
  }

  /**
   * Returns the process that a creation tells of.
   *
   * <p>Security 4688 has two ids: {@code NewProcessId} is that of the new process, and {@code
   * ProcessId} beside it that of the creator.
   */
  static KnownProcess started(Function<String, List<Value>> values, long timeMillis) {
    List<Value> newPid = values.apply(NEW_PID);
    ProcessId own = own(values);
    ProcessId parent = parent(values);
    if (!Texts.sayNothing(newPid)) {
      String creator = parent.pid() == null ? own.pid() : parent.pid();
      parent = new ProcessId(parent.guid(), creator);
      own = new ProcessId(own.guid(), ProcessId.pid(Texts.first(newPid)));
    }
    return new KnownProcess(
        own.guid(),
        own.pid(),
        timeMillis,
        Texts.kept(values.apply(IMAGE)),
        Texts.kept(values.apply(COMMAND_LINE)),
        parent.guid(),
        parent.pid(),
        Texts.kept(values.apply(Lineage.PARENT_IMAGE)),
        Texts.kept(values.apply(Lineage.PARENT_COMMAND_LINE)),
        timeMillis,
        0);
  }
}
