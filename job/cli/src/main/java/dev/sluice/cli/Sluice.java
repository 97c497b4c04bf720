package dev.sluice.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command without a subcommand, and the options that every subcommand has. */
@Command(
    name = "sluice",
    mixinStandardHelpOptions = true,
    versionProvider = SluiceVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Judge events by Sigma rules: as a job on Apache Flink, or with its engine alone.",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Results go to standard output, everything else to standard error.",
      "Exit codes: 0 ok, 1 findings, 2 usage, 3 rule error, 4 file or configuration not readable, 5 cluster not reachable,"
          + " 6 not acknowledged in time, 7 rejected, 70 internal error.",
      "NO_COLOR switches colour off."
    })
final class Sluice {

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean stackTrace;

  boolean stackTrace() {
    return stackTrace;
  }
}
