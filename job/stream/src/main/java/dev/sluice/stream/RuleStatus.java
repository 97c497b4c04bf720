package dev.sluice.stream;

import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.stream.control.Rejection;
import dev.sluice.stream.control.Rejection.Reason;
import dev.sluice.stream.control.RuleCounts;
import dev.sluice.stream.control.StatusOrigin;
import dev.sluice.stream.control.StatusRecord;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a rule set.
 *
 * @param version that was proposed, or that a subtask now judges by
 * @param hash of the set it is about, see {@link RuleSources#hash()}; empty when unknown
 * @param origin who says so
 * @param counts null when nothing was counted
 * @param rejection why it is rejected, null when it is not
 * @param message one line; may be empty
 * @param ruleId the rule it is about, null for the whole set
 * @param problems every error and warning of the proposal; empty in what subtasks say
 */
public record RuleStatus(
    Kind kind,
    String ruleSet,
    long version,
    String hash,
    StatusOrigin origin,
    @Nullable Counts counts,
    @Nullable Reason rejection,
    String message,
    @Nullable String ruleId,
    List<SigmaError> problems)
    implements Serializable {

  /** What is said of a set. */
  public enum Kind {
    /** Read before the job started. */
    SEED,
    /** Verified, and on its way to every subtask. */
    ACCEPTED,
    /** Verified; the rules in force stay the same. */
    UNCHANGED,
    /** The rules in force stay. */
    REJECTED,
    /** Not newer than the set in force. */
    STALE,
    /** This subtask judges by it. */
    ACTIVE,
    /** This subtask judges by it, and a completed checkpoint holds it. */
    DURABLE,
    /** A rule raises more alerts than its budget. */
    NOISY
  }

  /**
   * How many rules there are.
   *
   * @param active rules in force after this
   * @param shadow of those, the ones whose alerts go to the shadow topic
   * @param refused documents of the proposal that are refused
   * @param skipped documents that are left out: by the selection, disabled or not named
   * @param unroutable rules in force that no log source can bring an event to
   * @param filesKept files whose last good content stays in force in place of what was proposed
   * @param correlations in force, which are not among the rules
   */
  public record Counts(
      int active,
      int shadow,
      int refused,
      int skipped,
      int unroutable,
      int filesKept,
      int correlations)
      implements Serializable {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

    /** The numbers of {@code set} in force, with those that it does not know itself. */
    static Counts of(CompiledRuleSet set, int refused, int skipped, int filesKept) {
      return new Counts(
          set.ruleSet().rules().size(),
          Math.toIntExact(set.shadow()),
          refused,
          skipped,
          Math.toIntExact(set.unroutable()),
          filesKept,
          set.ruleSet().correlations().all().size());
    }
  }

  public RuleStatus {
    problems = List.copyOf(problems);
  }

  /** Says {@code kind} of a set and nothing more. */
  static RuleStatus of(Kind kind, String ruleSet, long version, String hash, StatusOrigin origin) {
    return new RuleStatus(kind, ruleSet, version, hash, origin, null, null, "", null, List.of());
  }

  /** Rejects a set. */
  static RuleStatus rejected(
      Rejection why, String ruleSet, long version, String hash, StatusOrigin origin) {
    return new RuleStatus(
        Kind.REJECTED,
        ruleSet,
        version,
        hash,
        origin,
        null,
        why.reason(),
        why.message(),
        null,
        List.of());
  }

  /** The same with numbers and problems. */
  RuleStatus with(Counts newCounts, List<SigmaError> newProblems) {
    return new RuleStatus(
        kind, ruleSet, version, hash, origin, newCounts, rejection, message, ruleId, newProblems);
  }

  /** The same about one rule. */
  RuleStatus about(String newRuleId, String newMessage) {
    return new RuleStatus(
        kind, ruleSet, version, hash, origin, counts, rejection, newMessage, newRuleId, problems);
  }

  /** The same, said by another. */
  RuleStatus from(StatusOrigin newOrigin) {
    return new RuleStatus(
        kind, ruleSet, version, hash, newOrigin, counts, rejection, message, ruleId, problems);
  }

  /**
   * What the status topic says of it; null when that is nothing to the readers of the topic: they
   * hear of what has a hash, from somebody whose incarnation they know.
   */
  @Nullable StatusRecord toRecord(Instant at) {
    StatusRecord.Kind said = said();
    if (said == null || origin.incarnation().isEmpty()) {
      return null;
    }
    Counts numbers = counted();
    StatusRecord record =
        new StatusRecord(
            said,
            ruleSet,
            version,
            hash,
            origin,
            rejection,
            message,
            ruleId,
            List.of(),
            0,
            counts == null
                ? null
                : new RuleCounts(
                    numbers.active(), numbers.shadow(), numbers.skipped(), numbers.refused()),
            at.toString());
    return problems.isEmpty() ? record : record.withErrors(problems);
  }

  private StatusRecord.@Nullable Kind said() {
    return switch (kind) {
      case SEED, UNCHANGED, STALE -> null;
      case ACCEPTED -> StatusRecord.Kind.ACCEPTED;
      case REJECTED -> StatusRecord.Kind.REJECTED;
      case ACTIVE -> StatusRecord.Kind.ACTIVE;
      case DURABLE -> StatusRecord.Kind.DURABLE;
      case NOISY -> StatusRecord.Kind.NOISY;
    };
  }

  /** The numbers; all are 0 when nothing was counted. */
  public Counts counted() {
    return counts == null ? Counts.NONE : counts;
  }
}
