package dev.sluice.stream;

import dev.sluice.engine.lineage.KnownProcess;
import dev.sluice.engine.lineage.ProcessStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.jspecify.annotations.Nullable;

/** The processes of one origin on the host of the current key, in keyed state. */
final class KeyedProcesses implements ProcessStore {
  private final String origin;
  private final MapState<String, KnownProcess> processes;
  private final MapState<String, List<String>> names;
  private final MapState<String, Extent> extents;

  KeyedProcesses(
      String origin,
      MapState<String, KnownProcess> processes,
      MapState<String, List<String>> names,
      MapState<String, Extent> extents) {
    this.origin = origin;
    this.processes = processes;
    this.names = names;
    this.extents = extents;
  }

  @Override
  public @Nullable KnownProcess process(String name) {
    return KeyedState.read(() -> processes.get(key(name)));
  }

  @Override
  public void put(KnownProcess process) {
    KeyedState.write(() -> processes.put(key(process.name()), process));
  }

  @Override
  public void remove(String name) {
    KeyedState.write(() -> processes.remove(key(name)));
  }

  @Override
  public List<KnownProcess> processes() {
    String prefix = key("");
    List<KnownProcess> all = new ArrayList<>();
    KeyedState.write(
        () -> {
          for (Map.Entry<String, KnownProcess> entry : processes.entries()) {
            if (entry.getKey().startsWith(prefix)) {
              all.add(entry.getValue());
            }
          }
        });
    return all;
  }

  @Override
  public List<String> namesOf(String pid) {
    List<String> known = KeyedState.read(() -> names.get(key(pid)));
    return known == null ? List.of() : known;
  }

  @Override
  public void namesOf(String pid, List<String> ofPid) {
    KeyedState.write(
        () -> {
          if (ofPid.isEmpty()) {
            names.remove(key(pid));
          } else {
            names.put(key(pid), ofPid);
          }
        });
  }

  @Override
  public Extent extent() {
    Extent extent = KeyedState.read(() -> extents.get(origin));
    return extent == null ? Extent.EMPTY : extent;
  }

  @Override
  public void extent(Extent extent) {
    KeyedState.write(() -> extents.put(origin, extent));
  }

  /** A line end is in no topic's name, and in none of ours. */
  private String key(String name) {
    return origin + "\n" + name;
  }
}
