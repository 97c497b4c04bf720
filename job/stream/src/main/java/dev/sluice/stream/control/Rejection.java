package dev.sluice.stream.control;

/**
 * A manifest or a blob that does not come into force, and why.
 *
 * @param message one line: what is wrong and what was expected
 */
public record Rejection(Reason reason, String message) implements AdmissionResult {

  /** What is wrong. */
  public enum Reason {
    /** Out of form, or not under the key that its content asks for. */
    MALFORMED,
    /** Fewer signatures than required. */
    UNSIGNED,
    /** A signature in the name of a trusted key that the key did not make. */
    BAD_SIGNATURE,
    /** Signed, but not by enough keys that are trusted. */
    UNKNOWN_KEY,
    /** Of another rule set. */
    WRONG_NAME,
    /** For another environment. */
    WRONG_ENVIRONMENT,
    /** Not newer than the set in force. */
    STALE_VERSION,
    /** Not made from the set in force. */
    PARENT_CONFLICT,
    /** Beyond a limit. */
    TOO_LARGE,
    /** Names a file that has not come. */
    MISSING_BLOB,
    /** The content of a file is not what its key says. */
    DAMAGED_BLOB,
    /** A document does not compile. */
    COMPILE_ERROR,
    /** Not one usable rule. */
    EMPTY,
    /** Changes what is fixed while the job runs. */
    RESTART_REQUIRED
  }

  static Rejection of(InputProblem problem) {
    boolean large = problem.kind() == InputProblem.Kind.TOO_LARGE;
    return new Rejection(large ? Reason.TOO_LARGE : Reason.MALFORMED, problem.toString());
  }

  /** {@code STALE_VERSION: message}. */
  @Override
  public String toString() {
    return reason + ": " + message;
  }
}
