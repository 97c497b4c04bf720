package dev.sluice.stream;

import dev.sluice.stream.RuleStatus.Kind;
import dev.sluice.stream.control.StatusOrigin;
import org.apache.flink.api.common.functions.RuntimeContext;

/** One subtask that reads rules, and what it says of the set it judges by. For the task thread. */
final class SubtaskAcks {
  private final String uid;
  private final RuntimeContext context;
  private final RolloutAcks owed = new RolloutAcks();

  /**
   * @param uid of the operator
   */
  SubtaskAcks(String uid, RuntimeContext context) {
    this.uid = uid;
    this.context = context;
  }

  RolloutAcks owed() {
    return owed;
  }

  /** Who speaks. */
  StatusOrigin origin() {
    return new StatusOrigin(
        owed.incarnation(),
        uid,
        context.getTaskInfo().getIndexOfThisSubtask(),
        context.getTaskInfo().getNumberOfParallelSubtasks());
  }

  /**
   * Says {@code kind} of the set in force.
   *
   * @param hash of its sources
   */
  RuleStatus said(Kind kind, String ruleSet, long version, String hash) {
    return RuleStatus.of(kind, ruleSet, version, hash, origin());
  }
}
