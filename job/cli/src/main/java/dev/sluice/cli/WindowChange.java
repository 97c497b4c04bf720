package dev.sluice.cli;

import dev.sluice.engine.correlate.CompiledCorrelation;
import dev.sluice.engine.correlate.CorrelationSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a change of a rule set does to the windows of its correlations: those whose definition stays
 * keep them, whatever else of them is changed.
 *
 * @param before the definitions in force by id, as hashes
 * @param after those that come
 */
record WindowChange(Map<String, String> before, Map<String, String> after) {

  /** Nothing is known of any correlation. */
  static final WindowChange NONE = new WindowChange(Map.of(), Map.of());

  WindowChange {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }

  /** The change from one manifest to another. */
  static WindowChange between(ManifestContent before, ManifestContent after) {
    return new WindowChange(hashes(before.correlations()), hashes(after.correlations()));
  }

  /** What becomes of the windows of correlation {@code id}; empty when it is not in both. */
  String text(String id) {
    String old = before.get(id);
    String next = after.get(id);
    if (old == null || next == null) {
      return "";
    }
    return old.equals(next) ? "keeps its windows" : "starts afresh";
  }

  /** The correlations that start afresh, in the order of their ids. */
  List<String> afresh() {
    return after.keySet().stream().filter(id -> text(id).equals("starts afresh")).sorted().toList();
  }

  private static Map<String, String> hashes(CorrelationSet correlations) {
    return correlations.all().stream()
        .collect(Collectors.toMap(CompiledCorrelation::id, CompiledCorrelation::definitionHash));
  }
}
