package dev.sluice.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Ends a command because of what the user gave it; the message is a sentence for the user. */
final class CommandFailure extends RuntimeException {

  private final int exitCode;

  private CommandFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The command line asks for something that makes no sense. */
  static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, message);
  }

  /** There is no rule to work with. */
  static CommandFailure rules(String message) {
    return new CommandFailure(ExitCode.RULES, message);
  }

  /** Something that is needed cannot be read. */
  static CommandFailure unreadable(String message) {
    return new CommandFailure(ExitCode.UNREADABLE, message);
  }

  /** A change does not come into force in time. */
  static CommandFailure unacknowledged(String message) {
    return new CommandFailure(ExitCode.UNACKNOWLEDGED, message);
  }

  /** A change is refused. */
  static CommandFailure rejected(String message) {
    return new CommandFailure(ExitCode.REJECTED, message);
  }

  /** The file {@code name} cannot be read. */
  static CommandFailure unreadable(String name, IOException cause) {
    CommandFailure failure = unreadable(name + ": " + reason(cause));
    failure.initCause(cause);
    return failure;
  }

  /** Why a file cannot be read, in words; the JDK often says no more than its name. */
  static String reason(IOException cause) {
    if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
      return "no such file or directory";
    }
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  int exitCode() {
    return exitCode;
  }
}
