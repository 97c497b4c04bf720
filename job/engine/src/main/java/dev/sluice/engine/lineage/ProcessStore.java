package dev.sluice.engine.lineage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept of the processes of one host and origin. For one thread. */
public interface ProcessStore {

  /**
   * How much a store holds.
   *
   * @param processes in it
   * @param turns creations that it has seen
   */
  record Extent(int processes, long turns) {
    public static final Extent EMPTY = new Extent(0, 0);
  }

  /** Returns the process with {@link KnownProcess#name}, or null. */
  @Nullable KnownProcess process(String name);

  /** Keeps {@code process} in the place of the one with its name. */
  void put(KnownProcess process);

  /** Forgets the process with {@code name}, if there is one. */
  void remove(String name);

  /** Returns all processes in any order: a copy. */
  List<KnownProcess> processes();

  /** Returns what was last given for {@code pid}; nothing when nothing was. */
  List<String> namesOf(String pid);

  /** Keeps {@code names} for {@code pid}; an empty list is forgotten. */
  void namesOf(String pid, List<String> names);

  /** Returns what was last given, or {@link Extent#EMPTY}. */
  Extent extent();

  /** Keeps {@code extent}. */
  void extent(Extent extent);
}
