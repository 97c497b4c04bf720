package dev.sluice.cli;

import picocli.CommandLine.Option;

/** The options of how events are correlated. */
final class CorrelationOptions {

  @Option(
      names = "--arrival-order",
      description =
          "Correlate events in the order in which they stand, not in that of their times: one that is older than the"
              + " newest of its group counts at the time of that.")
  private boolean arrivalOrder;

  /** Whether events are correlated as they come. */
  boolean arrivalOrder() {
    return arrivalOrder;
  }
}
