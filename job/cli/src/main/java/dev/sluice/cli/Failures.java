package dev.sluice.cli;

import dev.sluice.engine.yaml.Printable;
import dev.sluice.stream.JobFailedException;
import dev.sluice.stream.KafkaReadException;
import dev.sluice.stream.KafkaWriteException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into a line for the user and an exit code. */
final class Failures {

  private final Sluice sluice;

  Failures(Sluice sluice) {
    this.sluice = sluice;
  }

  /** Reports a command line that cannot be understood. */
  int usage(ParameterException exception, String[] args) {
    PrintWriter err = exception.getCommandLine().getErr();
    ParameterException cause = cause(exception, args);
    err.println("sluice: " + cause.getMessage());
    UnmatchedArgumentException.printSuggestions(cause, err);
    err.println(
        "Try '"
            + exception.getCommandLine().getCommandSpec().qualifiedName()
            + " --help' for more.");
    err.flush();
    return ExitCode.USAGE;
  }

  /** A misspelt option is the cause of what is missing then. */
  private static ParameterException cause(ParameterException exception, String[] args) {
    CommandLine command = exception.getCommandLine();
    Set<String> known = command.getCommandSpec().optionsMap().keySet();
    return Arrays.stream(args)
        .map(argument -> argument.replaceFirst("=.*", ""))
        .filter(name -> name.startsWith("--") && name.length() > 2 && !known.contains(name))
        .findFirst()
        .<ParameterException>map(name -> new UnmatchedArgumentException(command, List.of(name)))
        .orElse(exception);
  }

  /** Reports what a command has thrown. */
  int report(Throwable thrown, PrintStream err) {
    if (thrown instanceof CommandFailure failure) {
      err.println("sluice: " + failure.getMessage());
      trace(thrown, err);
      return failure.exitCode();
    }
    if (thrown instanceof OutputException output) {
      return output(output.reason(), err);
    }
    if (thrown instanceof InvalidPathException path) {
      err.println("sluice: no path: " + path.getMessage());
      return ExitCode.USAGE;
    }
    if (thrown instanceof KafkaReadException || thrown instanceof KafkaWriteException) {
      err.println("sluice: " + Printable.of(String.valueOf(thrown.getMessage())));
      trace(thrown, err);
      return ExitCode.UNREACHABLE;
    }
    IOException unreadable = ioCause(thrown);
    if (unreadable != null) {
      err.println("sluice: " + CommandFailure.reason(unreadable));
      trace(thrown, err);
      return ExitCode.UNREADABLE;
    }
    err.println("sluice: internal error: " + thrown);
    if (!sluice.stackTrace()) {
      err.println("sluice: this is a bug; run it again with --stacktrace and report what it says");
    }
    trace(thrown, err);
    return ExitCode.INTERNAL;
  }

  /** A reader that has seen enough ({@code | head}) is no failure; a full disk is. */
  private int output(IOException cause, PrintStream err) {
    if (String.valueOf(cause.getMessage()).contains("Broken pipe")) {
      return ExitCode.OK;
    }
    err.println("sluice: cannot write the results: " + CommandFailure.reason(cause));
    trace(cause, err);
    return ExitCode.UNREADABLE;
  }

  /**
   * What a file system refuses is no bug, however deep in a job it was met; null when it was none.
   */
  private static @Nullable IOException ioCause(Throwable thrown) {
    boolean wrapped =
        thrown instanceof UncheckedIOException || thrown instanceof JobFailedException;
    Throwable cause = wrapped ? thrown : null;
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof IOException io ? io : null;
  }

  private void trace(Throwable thrown, PrintStream err) {
    if (sluice.stackTrace()) {
      thrown.printStackTrace(err);
    }
  }
}
