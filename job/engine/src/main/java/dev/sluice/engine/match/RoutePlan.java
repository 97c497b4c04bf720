package dev.sluice.engine.match;

import dev.sluice.engine.compile.CompiledRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules that may fire on the events of some routes: a large part that was indexed once, less
 * what was dropped since, and a small part with what came since. Immutable; shared by routes and
 * threads.
 *
 * @param dropped by number in {@code base}; null when nothing was dropped
 */
record RoutePlan(IndexedRules base, boolean @Nullable [] dropped, @Nullable IndexedRules added) {
  /** A larger change is worth indexing the route anew. */
  private static final int MAX_CHANGES = 64;

  static RoutePlan of(IndexedRules base) {
    return new RoutePlan(base, null, null);
  }

  /** Returns whether rule {@code number} of the large part is still in force. */
  boolean isInForce(int number) {
    return dropped == null || !dropped[number];
  }

  /** Number of rules in force. */
  int size() {
    return base.size() - droppedCount() + (added == null ? 0 : added.size());
  }

  private int droppedCount() {
    int count = 0;
    for (int i = 0; dropped != null && i < dropped.length; i++) {
      count += dropped[i] ? 1 : 0;
    }
    return count;
  }

  /** How a small part is made. */
  interface Indexing {
    IndexedRules index(List<CompiledRule> rules);
  }

  /**
   * Returns this plan after a change, this very one when it does not concern it, or null when so
   * much changed that the route is better indexed anew.
   *
   * @param gone rules that are no longer in force
   * @param come rules that now are, and that the log sources of the route admit
   */
  @Nullable RoutePlan after(Set<CompiledRule> gone, List<CompiledRule> come, Indexing indexing) {
    boolean[] without = dropped == null ? new boolean[base.size()] : dropped.clone();
    int drops = 0;
    boolean changed = !come.isEmpty();
    for (int i = 0; i < without.length; i++) {
      if (!without[i] && gone.contains(base.rule(i))) {
        without[i] = true;
        changed = true;
      }
      drops += without[i] ? 1 : 0;
    }
    List<CompiledRule> small = new ArrayList<>();
    if (added != null) {
      added.rules().stream().filter(rule -> !gone.contains(rule)).forEach(small::add);
      changed |= small.size() < added.size();
    }
    if (!changed) {
      return this;
    }
    small.addAll(come);
    if (drops > MAX_CHANGES || small.size() > MAX_CHANGES) {
      return null;
    }
    return new RoutePlan(
        base, drops == 0 ? null : without, small.isEmpty() ? null : indexing.index(small));
  }
}
