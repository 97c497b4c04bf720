package dev.sluice.stream;

import dev.sluice.stream.JobOptions.Directories;
import org.apache.flink.api.connector.sink2.Sink;

/** Where the streams that leave the job go. */
record JobSinks(Sink<Alert> alerts, Sink<UndecodableEvent> deadLetters, Sink<RuleStatus> status) {

  /**
   * Alerts to standard output and the rest to standard error, but files where {@code directories}
   * names them.
   */
  static JobSinks standard(Directories directories) {
    return new JobSinks(
            StandardSink.output(Lines.alerts()),
            StandardSink.error(Lines.undecodableEvents()),
            StandardSink.error(Lines.ruleStatus()))
        .with(directories);
  }

  /** The same, but files where {@code directories} names them. */
  JobSinks with(Directories directories) {
    String alertFiles = directories.alerts();
    String deadLetterFiles = directories.deadLetters();
    return new JobSinks(
        alertFiles == null ? alerts : NdjsonFiles.sink(alertFiles, "alerts", Lines.alerts()),
        deadLetterFiles == null
            ? deadLetters
            : NdjsonFiles.sink(deadLetterFiles, "dead-letters", Lines.undecodableEvents()),
        status);
  }
}
