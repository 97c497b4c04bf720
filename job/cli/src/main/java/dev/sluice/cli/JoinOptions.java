package dev.sluice.cli;

import dev.sluice.engine.join.JoinLimits;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options of how records of one event are joined. */
final class JoinOptions {

  @Option(
      names = "--join-wait",
      paramLabel = "SECONDS",
      description =
          "How long after its time the records of one event, as of auditd, are waited for; 0: each"
              + " is judged by itself. Default: 2. Files that are read to their end are joined"
              + " whole.")
  private long seconds = JoinLimits.WAIT.toSeconds();

  /**
   * The wait asked for, zero when nothing is to be joined.
   *
   * @throws CommandFailure when it makes no sense
   */
  Duration waiting() {
    if (seconds < 0 || seconds > JoinLimits.MAX_WAIT.toSeconds()) {
      throw CommandFailure.usage(
          "--join-wait: expected 0 to " + JoinLimits.MAX_WAIT.toSeconds() + ", not " + seconds);
    }
    return Duration.ofSeconds(seconds);
  }
}
