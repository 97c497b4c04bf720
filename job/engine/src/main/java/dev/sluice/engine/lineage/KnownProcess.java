package dev.sluice.engine.lineage;

import org.jspecify.annotations.Nullable;

/**
 * A process as its creation told of it; null where it said nothing.
 *
 * @param guid see {@link ProcessId}; it or {@code pid} is there
 * @param startedMillis event time of the creation
 * @param parentImage what the creation itself said of its parent, which may be unknown otherwise
 * @param usedMillis event time at which it was last seen to matter, roughly
 * @param usedTurn the same as a number of creations in its table
 */
public record KnownProcess(
    @Nullable String guid,
    @Nullable String pid,
    long startedMillis,
    @Nullable String image,
    @Nullable String commandLine,
    @Nullable String parentGuid,
    @Nullable String parentPid,
    @Nullable String parentImage,
    @Nullable String parentCommandLine,
    long usedMillis,
    long usedTurn) {

  /** Returns what it is stored under: the guid, else the pid and when it got it. */
  public String name() {
    return guid != null ? guid : pid + "@" + startedMillis;
  }

  ProcessId parent() {
    return new ProcessId(parentGuid, parentPid);
  }

  KnownProcess used(long millis, long turn) {
    return new KnownProcess(
        guid,
        pid,
        startedMillis,
        image,
        commandLine,
        parentGuid,
        parentPid,
        parentImage,
        parentCommandLine,
        Math.max(usedMillis, millis),
        turn);
  }
}
