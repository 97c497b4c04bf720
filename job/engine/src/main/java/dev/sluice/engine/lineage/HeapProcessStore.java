package dev.sluice.engine.lineage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Processes in memory. */
final class HeapProcessStore implements ProcessStore {
  private final Map<String, KnownProcess> processes = new HashMap<>();
  private final Map<String, List<String>> names = new HashMap<>();
  private Extent extent = Extent.EMPTY;

  @Override
  public @Nullable KnownProcess process(String name) {
    return processes.get(name);
  }

  @Override
  public void put(KnownProcess process) {
    processes.put(process.name(), process);
  }

  @Override
  public void remove(String name) {
    processes.remove(name);
  }

  @Override
  public List<KnownProcess> processes() {
    return List.copyOf(processes.values());
  }

  @Override
  public List<String> namesOf(String pid) {
    return names.getOrDefault(pid, List.of());
  }

  @Override
  public void namesOf(String pid, List<String> ofPid) {
    if (ofPid.isEmpty()) {
      names.remove(pid);
    } else {
      names.put(pid, ofPid);
    }
  }

  @Override
  public Extent extent() {
    return extent;
  }

  @Override
  public void extent(Extent now) {
    extent = now;
  }
}
