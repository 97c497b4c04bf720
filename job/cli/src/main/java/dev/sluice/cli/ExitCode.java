package dev.sluice.cli;

/** What the process tells its caller; scripts rely on these numbers. */
final class ExitCode {
  /** The command did what it was asked. */
  static final int OK = 0;

  /** The input has findings, or a test failed. */
  static final int FINDINGS = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** No rule can be used. */
  static final int RULES = 3;

  /** A file or the configuration cannot be read. */
  static final int UNREADABLE = 4;

  /** The cluster cannot be reached. */
  static final int UNREACHABLE = 5;

  /** A change is not in force everywhere in time. */
  static final int UNACKNOWLEDGED = 6;

  /** A change is refused: a conflict, a signature, a rule. */
  static final int REJECTED = 7;

  /** A bug. */
  static final int INTERNAL = 70;

  private ExitCode() {}
}
