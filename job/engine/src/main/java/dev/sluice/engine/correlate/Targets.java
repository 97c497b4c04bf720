package dev.sluice.engine.correlate;

import dev.sluice.engine.correlate.CorrelationTarget.State;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.RuleReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds documents by id, in any case, or by name. */
final class Targets {
  private final Map<String, List<Target>> byId = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, List<Target>> byName = new HashMap<>();

  void add(Target target) {
    Header header = target.header();
    byId.computeIfAbsent(header.id(), id -> new ArrayList<>()).add(target);
    if (header.name() != null) {
      byName.computeIfAbsent(header.name(), name -> new ArrayList<>()).add(target);
    }
  }

  /**
   * The documents that {@code reference} means when it stands in a document of {@code pack}: one,
   * or none, or several that cannot be told apart. What is wanted in force is meant before what is
   * not, an id before a name, and a name of the same pack before that of another.
   */
  List<Target> find(RuleReference reference, String pack) {
    List<Target> ids = byId.getOrDefault(reference.idOrName(), List.of());
    List<Target> names = byName.getOrDefault(reference.idOrName(), List.of());
    List<Target> live = find(ids, names, pack, true);
    if (!live.isEmpty()) {
      return live;
    }
    List<Target> others = find(ids, names, pack, false);
    return others.stream()
        .filter(target -> target.state() == State.REFUSED)
        .findFirst()
        .or(() -> others.stream().findFirst())
        .map(List::of)
        .orElse(List.of());
  }

  private static List<Target> find(
      List<Target> ids, List<Target> names, String pack, boolean live) {
    List<Target> byId = ids.stream().filter(target -> target.live() == live).toList();
    if (!byId.isEmpty()) {
      return byId;
    }
    List<Target> byName = names.stream().filter(target -> target.live() == live).toList();
    List<Target> near =
        byName.stream().filter(target -> target.header().pack().equals(pack)).toList();
    return near.isEmpty() ? byName : near;
  }
}
