package dev.sluice.cli;

import picocli.CommandLine.Option;

/** The option {@code --help}; picocli acts on it. */
final class HelpOption {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;
}
