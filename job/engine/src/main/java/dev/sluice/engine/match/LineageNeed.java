package dev.sluice.engine.match;

import java.util.Set;

/**
 * What is needed of the lineage of events of some log sources.
 *
 * @param creation whether they tell that a process started, which lineage learns from
 * @param fields those that can be filled in and that rules of these log sources read
 */
record LineageNeed(boolean creation, Set<String> fields) {
  LineageNeed {
    fields = Set.copyOf(fields);
  }

  /** Returns whether lineage must be asked about each such event. */
  boolean isAsked() {
    return creation || !fields.isEmpty();
  }
}
