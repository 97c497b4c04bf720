package dev.sluice.stream;

import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.stream.RuleStatus.Kind;
import java.util.HashSet;
import java.util.Set;

/**
 * Hands what the job says to a listener, one call at a time, and keeps the last word on the rules.
 */
final class RunReport {
  private final RunListener listener;

  // guarded by this
  private Set<SigmaError> known = new HashSet<>();
  private RuleStatus proposed;
  private RuleStatus active;

  RunReport(RunListener listener, RuleStatus seed) {
    this.listener = listener;
    this.proposed = seed;
    this.active = seed;
    status(seed);
  }

  synchronized void alert(Alert alert) {
    listener.alert(alert);
  }

  synchronized void undecodable(UndecodableEvent event) {
    listener.undecodable(event);
  }

  synchronized void status(RuleStatus status) {
    if (status.kind() == Kind.ACTIVE) {
      // Who correlates does not know the rules, and follows those who judge by them.
      boolean judges = status.counts() != null;
      active = judges && status.version() >= active.version() ? status : active;
    } else if (status.kind() != Kind.STALE && status.kind() != Kind.DURABLE) {
      status.problems().stream().filter(p -> !known.contains(p)).forEach(listener::ruleProblem);
      known = new HashSet<>(status.problems());
      proposed = status;
    }
    listener.ruleSet(status);
  }

  /** What was last said of a proposal as a whole. */
  synchronized RuleStatus proposed() {
    return proposed;
  }

  /**
   * What the subtasks judge by: the newest set that one of them has acknowledged, else the seed.
   */
  synchronized RuleStatus active() {
    return active;
  }
}
