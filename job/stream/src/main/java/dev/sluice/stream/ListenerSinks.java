package dev.sluice.stream;

/** The sinks of a job that runs in the JVM of its {@link RunListener}. */
record ListenerSinks(
    CallerSink<Alert> alerts,
    CallerSink<UndecodableEvent> deadLetters,
    CallerSink<RuleStatus> status) {

  /**
   * Registers {@code report} until {@link #release}.
   *
   * @param run distinguishes the runs of one JVM
   */
  static ListenerSinks to(RunReport report, String run) {
    return new ListenerSinks(
        CallerSink.to(run + "/alerts", Alert.class, report::alert),
        CallerSink.to(run + "/dead-letters", UndecodableEvent.class, report::undecodable),
        CallerSink.to(run + "/rule-status", RuleStatus.class, report::status));
  }

  JobSinks sinks() {
    return new JobSinks(alerts, deadLetters, status);
  }

  void release() {
    alerts.release();
    deadLetters.release();
    status.release();
  }
}
