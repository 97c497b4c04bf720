package dev.sluice.stream;

import dev.sluice.engine.yaml.SigmaError;
import java.util.List;

/**
 * What became of a rule set.
 *
 * @param version that was proposed, or that a subtask now judges by
 * @param hash of the set in force after this
 * @param subtask index of the subtask that says so; 0 for the verifier
 * @param parallelism of the operator that says so
 * @param rulesActive rules in force after this
 * @param rulesRefused documents of the proposal that are refused
 * @param rulesSkipped documents that the selection leaves out
 * @param rulesUnroutable rules in force that no log source can bring an event to
 * @param filesKept files whose last good content stays in force in place of what was proposed
 * @param problems every error and warning of the proposal; empty in what subtasks say
 */
public record RuleStatus(
    Kind kind,
    String ruleSet,
    long version,
    String hash,
    int subtask,
    int parallelism,
    int rulesActive,
    int rulesRefused,
    int rulesSkipped,
    int rulesUnroutable,
    int filesKept,
    List<SigmaError> problems) {

  /** What is said of a set. */
  public enum Kind {
    /** Read before the job started. */
    SEED,
    /** Verified, and on its way to every subtask. */
    ACCEPTED,
    /** Verified; the rules in force stay the same. */
    UNCHANGED,
    /**
     * Not one rule of it can be used; the rules in force stay, for an empty directory is an
     * accident.
     */
    REJECTED,
    /** Not newer than the set in force. */
    STALE,
    /** This subtask judges by it. */
    ACTIVE
  }

  public RuleStatus {
    problems = List.copyOf(problems);
  }
}
