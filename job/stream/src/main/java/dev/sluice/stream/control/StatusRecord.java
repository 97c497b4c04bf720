package dev.sluice.stream.control;

import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.stream.control.Rejection.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of the status topic.
 *
 * @param ruleSet name of the set it is about
 * @param version 0 when unknown
 * @param hash of the manifest; empty when unknown
 * @param reason of a rejection only
 * @param message one line; may be empty
 * @param ruleId the noisy rule, else null
 * @param errors the first {@value #MAX_ERRORS} at most
 * @param errorsTotal number of errors there were
 * @param rules null when they are not counted
 * @param at ISO instant
 */
public record StatusRecord(
    Kind kind,
    String ruleSet,
    long version,
    String hash,
    StatusOrigin origin,
    @Nullable Reason reason,
    String message,
    @Nullable String ruleId,
    List<StatusError> errors,
    int errorsTotal,
    @Nullable RuleCounts rules,
    String at) {

  /** More errors than these help nobody, and would outgrow the topic. */
  public static final int MAX_ERRORS = 100;

  private static final int MAX_MESSAGE_CHARS = 2000;

  /** What is said. */
  public enum Kind {
    /** Verified, and on its way to every subtask. */
    ACCEPTED,
    /** Does not come into force. */
    REJECTED,
    /** This subtask judges by it. */
    ACTIVE,
    /** This subtask judges by it, and a completed checkpoint holds it. */
    DURABLE,
    /** A rule raises more alerts than its budget. */
    NOISY
  }

  public StatusRecord {
    if ((kind == Kind.REJECTED) != (reason != null)) {
      throw new IllegalArgumentException("a rejection, and nothing else, has a reason: " + kind);
    }
    message = BoundedText.of(message, MAX_MESSAGE_CHARS);
    errors = List.copyOf(errors.subList(0, Math.min(errors.size(), MAX_ERRORS)));
  }

  /** Says {@code kind} of a manifest, and nothing more; not that it is rejected. */
  public static StatusRecord of(
      Kind kind, String ruleSet, long version, String hash, StatusOrigin origin, Instant at) {
    return new StatusRecord(
        kind, ruleSet, version, hash, origin, null, "", null, List.of(), 0, null, at.toString());
  }

  /** Says why a manifest is rejected. */
  public static StatusRecord rejected(
      Rejection why, String ruleSet, long version, String hash, StatusOrigin origin, Instant at) {
    return new StatusRecord(
        Kind.REJECTED,
        ruleSet,
        version,
        hash,
        origin,
        why.reason(),
        why.message(),
        null,
        List.of(),
        0,
        null,
        at.toString());
  }

  /** Reads a record of the topic; keys that a newer job writes are passed over. */
  public static Reading<StatusRecord> read(byte[] json) {
    return JsonCursor.read(json, StatusJson.FORM);
  }

  /** The record of the topic. */
  public byte[] toJson() {
    return JsonBytes.of(json -> StatusJson.write(json, this));
  }

  /** The same with a message. */
  public StatusRecord saying(String newMessage) {
    return with(newMessage, ruleId, errors, errorsTotal, rules);
  }

  /** The same about one rule. */
  public StatusRecord about(String newRuleId) {
    return with(message, newRuleId, errors, errorsTotal, rules);
  }

  /** The same with problems of documents. */
  public StatusRecord withErrors(List<SigmaError> problems) {
    List<StatusError> first = problems.stream().limit(MAX_ERRORS).map(StatusError::of).toList();
    return with(message, ruleId, first, problems.size(), rules);
  }

  /** The same with the numbers of rules. */
  public StatusRecord counting(RuleCounts counts) {
    return with(message, ruleId, errors, errorsTotal, counts);
  }

  private StatusRecord with(
      String newMessage,
      @Nullable String newRuleId,
      List<StatusError> newErrors,
      int newErrorsTotal,
      @Nullable RuleCounts newRules) {
    return new StatusRecord(
        kind,
        ruleSet,
        version,
        hash,
        origin,
        reason,
        newMessage,
        newRuleId,
        newErrors,
        newErrorsTotal,
        newRules,
        at);
  }
}
