package dev.sluice.engine.correlate;

import dev.sluice.engine.correlate.CorrelationTarget.State;
import dev.sluice.engine.yaml.ErrorCode;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Correlations that look at themselves, and those that look at them. */
final class Circles {
  private final IdentityHashMap<Target, CorrelationInProgress> pending = new IdentityHashMap<>();
  private final List<CorrelationInProgress> order;

  /**
   * @param pending all that never came to know what they look at
   */
  Circles(List<CorrelationInProgress> pending) {
    this.order = pending;
    pending.forEach(one -> this.pending.put(one.target(), one));
  }

  /** Refuses them, each with its reason. */
  void refuse() {
    for (CorrelationInProgress one : order) {
      boolean circle = reaches(one, one.target());
      for (CorrelationInProgress.Named named : one.named()) {
        CorrelationInProgress next = pending.get(named.target());
        if (next != null && (!circle || next == one || reaches(next, one.target()))) {
          add(one, named, circle);
        }
      }
    }
    order.forEach(one -> one.target().settle(State.REFUSED, 0));
  }

  private static void add(
      CorrelationInProgress one, CorrelationInProgress.Named named, boolean circle) {
    String name = "'" + named.reference().idOrName() + "'";
    one.add(
        named.reference().position(),
        circle ? ErrorCode.CORRELATION_CYCLE : ErrorCode.CORRELATION_REFERENCE,
        circle
            ? "by way of " + name + " the correlation looks at itself"
            : name + ", which it looks at, is refused");
  }

  private boolean reaches(CorrelationInProgress from, Target wanted) {
    Set<Target> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<CorrelationInProgress> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty()) {
      for (CorrelationInProgress.Named named : next.pop().named()) {
        if (named.target() == wanted) {
          return true;
        }
        CorrelationInProgress further = pending.get(named.target());
        if (further != null && seen.add(named.target())) {
          next.push(further);
        }
      }
    }
    return false;
  }
}
