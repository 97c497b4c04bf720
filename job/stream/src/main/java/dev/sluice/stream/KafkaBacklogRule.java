package dev.sluice.stream;

import dev.sluice.stream.PreflightFinding.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.TopicConfig;

/** What a backlog says of those who should have read it. Knows no connection. */
record KafkaBacklogRule(KafkaRemedies remedies) {
  private static final Duration WEEK = Duration.ofDays(7);

  /**
   * What is wrong with how the job reads events.
   *
   * @param patience for how long they may wait
   */
  List<PreflightFinding> ofEvents(KafkaBacklog backlog, Duration patience) {
    List<PreflightFinding> findings = new ArrayList<>();
    if (!backlog.gaps().isEmpty()) {
      findings.add(lost(backlog));
    }
    if (backlog.isUntouched()) {
      findings.add(untouched(backlog));
    } else if (backlog.overdue() > 0) {
      findings.add(waiting(backlog, patience));
    }
    return findings;
  }

  private PreflightFinding lost(KafkaBacklog backlog) {
    String week = Long.toString(WEEK.toMillis());
    return PreflightFinding.error(
        Code.EVENTS_LOST,
        backlog.topic(),
        "retention has removed events of partition %s before group %s had read them"
            .formatted(backlog.gaps(), backlog.group()),
        "that they are kept until they are read",
        remedies.setTopic(backlog.topic(), TopicConfig.RETENTION_MS_CONFIG, week)
            + "; a job that stops at the gap goes on with --on-gap earliest");
  }

  private PreflightFinding untouched(KafkaBacklog backlog) {
    return PreflightFinding.error(
        Code.OFFSETS_MISSING,
        backlog.topic(),
        String.format(
            Locale.ROOT,
            "group %s has never committed an offset, and %,d events are there",
            backlog.group(),
            backlog.waiting()),
        "one with each checkpoint",
        "start the job, or name its group with --group-id; "
            + remedies.describeGroup(backlog.group()));
  }

  private PreflightFinding waiting(KafkaBacklog backlog, Duration patience) {
    return PreflightFinding.error(
        Code.EVENTS_WAITING,
        backlog.topic(),
        String.format(
            Locale.ROOT,
            "%,d events wait for group %s, %,d of them for longer than %s",
            backlog.waiting(),
            backlog.group(),
            backlog.overdue(),
            text(patience)),
        "none for so long",
        "SluiceBehind in deploy/README.md; " + remedies.describeGroup(backlog.group()));
  }

  /** What is wrong with how others read alerts. */
  List<PreflightFinding> ofAlerts(KafkaBacklog backlog, Duration patience) {
    return backlog.overdue() == 0
        ? List.of()
        : List.of(
            PreflightFinding.warning(
                Code.ALERTS_UNREAD,
                backlog.topic(),
                String.format(
                    Locale.ROOT,
                    "group %s has left %,d alerts unread for longer than %s",
                    backlog.group(),
                    backlog.overdue(),
                    text(patience)),
                "that somebody looks at them",
                remedies.describeGroup(backlog.group())));
  }

  static String text(Duration duration) {
    return duration.toMinutes() > 0 ? duration.toMinutes() + " min" : duration.toMillis() + " ms";
  }
}
