package dev.sluice.stream;

import org.apache.flink.api.connector.sink2.Sink;

/** Where the streams that leave the job go. */
record JobSinks(Sink<Alert> alerts, Sink<UndecodableEvent> deadLetters, Sink<RuleStatus> status) {

  /**
   * Alerts to standard output and the rest to standard error, but files where {@code options} name
   * them.
   */
  static JobSinks standard(JobOptions options) {
    return new JobSinks(
            StandardSink.output(Lines.alerts(options.alertFormat())),
            StandardSink.error(Lines.undecodableEvents()),
            StandardSink.error(Lines.ruleStatus()))
        .with(options);
  }

  /** The same, but files where {@code options} name them. */
  JobSinks with(JobOptions options) {
    String alertFiles = options.directories().alerts();
    String deadLetterFiles = options.directories().deadLetters();
    return new JobSinks(
        alertFiles == null
            ? alerts
            : NdjsonFiles.sink(alertFiles, "alerts", Lines.alerts(options.alertFormat())),
        deadLetterFiles == null
            ? deadLetters
            : NdjsonFiles.sink(deadLetterFiles, "dead-letters", Lines.undecodableEvents()),
        status);
  }
}
