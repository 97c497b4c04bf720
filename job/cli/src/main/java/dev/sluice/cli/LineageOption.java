package dev.sluice.cli;

import picocli.CommandLine.Option;

/** The option that leaves processes without parents. */
final class LineageOption {

  @Option(
      names = "--no-lineage",
      description = "Fill in no parents and grandparents of processes, and keep none.")
  private boolean off;

  /** Whether events are told of the lineage of their process. */
  boolean lineage() {
    return !off;
  }
}
