package dev.sluice.cli;

import dev.sluice.stream.control.Rejection.Reason;

/** What to do about a rejection. */
final class Hint {

  private Hint() {}

  /** Empty when the reason says it all. */
  static String of(Reason reason) {
    return switch (reason) {
      case PARENT_CONFLICT, STALE_VERSION ->
          "somebody else's change came first: run the command again, to make it from what is in force now";
      case UNSIGNED -> "sign it with --key";
      case UNKNOWN_KEY -> "sign it with a key that the job trusts";
      case MISSING_BLOB -> "run the command again: it sends the files again";
      case COMPILE_ERROR -> "--allow-partial loads the rest";
      case RESTART_REQUIRED -> "start the job with these tables";
      default -> "";
    };
  }
}
