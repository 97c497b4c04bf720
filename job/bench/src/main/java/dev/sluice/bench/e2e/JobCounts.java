package dev.sluice.bench.e2e;

/**
 * What the subtasks of a job have counted that judge events.
 *
 * @param judged events that rules were asked about
 * @param bytes of those
 * @param others events that fit no log source or cannot be read
 * @param alerts on the topic of alerts
 * @param overflowed alerts beyond the budget of their rule
 * @param processes that were seen to start
 */
record JobCounts(
    long judged, long bytes, long others, long alerts, long overflowed, long processes) {
  private static final String PREFIX = "flink_taskmanager_job_task_operator_";
  private static final String DETECT = "operator_name=\"detect\"";

  /** The sums over all subtasks. */
  static JobCounts of(PrometheusPage page) {
    return new JobCounts(
        page.sum(PREFIX + "eventsJudged", DETECT),
        page.sum(PREFIX + "bytesJudged", DETECT),
        page.sum(PREFIX + "eventsUnrouted", DETECT)
            + page.sum(PREFIX + "reason_eventsUndecodable", DETECT),
        page.sum(PREFIX + "level_alerts", DETECT),
        page.sum(PREFIX + "alertsOverflowed", DETECT),
        page.sum(PREFIX + "processesSeen", DETECT));
  }

  /** All events that came. */
  long events() {
    return judged + others;
  }

  JobCounts minus(JobCounts before) {
    return new JobCounts(
        judged - before.judged,
        bytes - before.bytes,
        others - before.others,
        alerts - before.alerts,
        overflowed - before.overflowed,
        processes - before.processes);
  }
}
