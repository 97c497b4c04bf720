package dev.sluice.cli;

import dev.sluice.engine.event.EventLimits;
import picocli.CommandLine.Option;

/** The options that bound what one event may cost. */
final class EventOptions {

  @Option(
      names = "--max-event-bytes",
      paramLabel = "N",
      description =
          "The largest event read, in bytes; a larger one counts as TOO_LARGE. Default: 1048576.")
  private int maxEventBytes = EventLimits.defaults().maxBytes();

  /**
   * The limits asked for.
   *
   * @throws CommandFailure when they make no sense
   */
  EventLimits limits() {
    if (maxEventBytes < 2) {
      throw CommandFailure.usage("--max-event-bytes: expected at least 2, not " + maxEventBytes);
    }
    return new EventLimits(maxEventBytes, EventLimits.defaults().maxDepth());
  }
}
