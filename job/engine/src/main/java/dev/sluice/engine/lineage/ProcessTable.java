package dev.sluice.engine.lineage;

import dev.sluice.engine.lineage.ProcessStore.Extent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The processes of one host, as one origin tells of them: who is who, and who is whose parent.
 *
 * <p>A guid names one process. A pid names the one that last started with it, of those that started
 * by the time in question. A process that nobody has used for {@link #RETENTION} of event time is
 * as good as unknown; to start it, or to start a descendant of it, is to use it. Of more than
 * {@value #MAX_PROCESSES} the quarter that was used least recently is forgotten.
 *
 * <p>To write down each use would cost a write for each event, so uses are noted roughly: once a
 * day, or once in {@value #TURNS_BETWEEN_USES} creations, then for all ancestors at once.
 *
 * <p>Only creations change the table: what is read of it depends on no rule.
 */
final class ProcessTable {
  static final int MAX_PROCESSES = 2_000;
  static final int MAX_OF_PID = 8;
  static final int MAX_LEVELS = 8;
  static final Duration RETENTION = Duration.ofDays(7);

  private static final int DROPPED = MAX_PROCESSES / 4;
  private static final int TURNS_BETWEEN_USES = MAX_PROCESSES / 8;
  private static final long RETENTION_MILLIS = RETENTION.toMillis();
  private static final long MILLIS_BETWEEN_USES = Duration.ofDays(1).toMillis();
  private static final Comparator<KnownProcess> LEAST_RECENTLY_USED =
      Comparator.comparingLong(KnownProcess::usedTurn)
          .thenComparingLong(KnownProcess::startedMillis)
          .thenComparing(KnownProcess::name);

  private final ProcessStore store;

  ProcessTable(ProcessStore store) {
    this.store = store;
  }

  /**
   * Takes in a process that starts, and returns its parent if that is known.
   *
   * @param started with any {@code used...}
   */
  @Nullable KnownProcess start(KnownProcess started) {
    long atMillis = started.startedMillis();
    Extent extent = store.extent();
    long turn = extent.turns() + 1;
    KnownProcess parent = parentOf(started, atMillis);
    if (parent != null) {
      use(parent, atMillis, turn);
    }
    if (started.guid() != null || started.pid() != null) {
      add(started.used(atMillis, turn));
      store.extent(new Extent(store.extent().processes(), turn));
    }
    return parent;
  }

  /**
   * Returns the process that {@code id} named at some time.
   *
   * @param startedByMillis the time at which a pid named it
   * @param atMillis event time now, for what has been unused for too long by then
   */
  @Nullable KnownProcess find(ProcessId id, long startedByMillis, long atMillis) {
    KnownProcess named = id.guid() == null ? null : store.process(id.guid());
    if (named != null && !isGone(named, atMillis)) {
      return named;
    }
    return id.pid() == null ? null : ofPid(id.guid(), id.pid(), startedByMillis, atMillis);
  }

  /** Returns the parent of {@code child}, or null when it is not known. */
  @Nullable KnownProcess parentOf(KnownProcess child, long atMillis) {
    ProcessId id = child.parent();
    boolean isItself = id.guid() == null && id.pid() != null && id.pid().equals(child.pid());
    KnownProcess parent = isItself ? null : find(id, child.startedMillis(), atMillis);
    return parent == null || parent.name().equals(child.name()) ? null : parent;
  }

  /** A process that has a guid is not meant by a pid beside another guid. */
  private @Nullable KnownProcess ofPid(
      @Nullable String guid, String pid, long startedByMillis, long atMillis) {
    KnownProcess newest = null;
    for (String name : store.namesOf(pid)) {
      KnownProcess process = store.process(name);
      if (process != null
          && process.startedMillis() <= startedByMillis
          && (guid == null || process.guid() == null)
          && !isGone(process, atMillis)
          && (newest == null || process.startedMillis() >= newest.startedMillis())) {
        newest = process;
      }
    }
    return newest;
  }

  private static boolean isGone(KnownProcess process, long atMillis) {
    return atMillis - process.usedMillis() > RETENTION_MILLIS;
  }

  private void use(KnownProcess parent, long atMillis, long turn) {
    if (atMillis - parent.usedMillis() < MILLIS_BETWEEN_USES
        && turn - parent.usedTurn() < TURNS_BETWEEN_USES) {
      return;
    }
    KnownProcess used = parent;
    for (int level = 0; used != null && level < MAX_LEVELS; level++) {
      store.put(used.used(atMillis, turn));
      used = parentOf(used, atMillis);
    }
  }

  private void add(KnownProcess started) {
    KnownProcess before = store.process(started.name());
    if (before != null) {
      remove(before);
    } else if (store.extent().processes() >= MAX_PROCESSES) {
      makeRoom();
    }
    if (started.pid() != null) {
      List<String> names = store.namesOf(started.pid());
      KnownProcess oldest = names.size() < MAX_OF_PID ? null : store.process(names.get(0));
      if (oldest != null) {
        remove(oldest);
      }
      List<String> more = new ArrayList<>(store.namesOf(started.pid()));
      more.add(started.name());
      store.namesOf(started.pid(), more);
    }
    store.put(started);
    count(1);
  }

  private void makeRoom() {
    List<KnownProcess> all = new ArrayList<>(store.processes());
    all.sort(LEAST_RECENTLY_USED);
    all.subList(0, Math.min(DROPPED, all.size())).forEach(this::remove);
  }

  private void remove(KnownProcess process) {
    store.remove(process.name());
    if (process.pid() != null) {
      List<String> rest = new ArrayList<>(store.namesOf(process.pid()));
      rest.remove(process.name());
      store.namesOf(process.pid(), rest);
    }
    count(-1);
  }

  private void count(int more) {
    Extent extent = store.extent();
    store.extent(new Extent(extent.processes() + more, extent.turns()));
  }
}
