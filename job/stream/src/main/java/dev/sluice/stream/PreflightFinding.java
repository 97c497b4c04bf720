package dev.sluice.stream;

/**
 * Something about the Kafka cluster that the job stumbles over, or will.
 *
 * @param topic the topic it is about; empty when it is about the cluster
 * @param seen what is
 * @param expected what should be; empty when that goes without saying
 * @param remedy what to do, as a command where there is one
 */
public record PreflightFinding(
    Severity severity, Code code, String topic, String seen, String expected, String remedy) {

  /** Whether the job can be started all the same. */
  public enum Severity {
    /** It would fail, or lose something. */
    ERROR,
    /** It would work, but not as well as it should; or nothing could be found out. */
    WARNING,
    /** It could not be found out. */
    UNKNOWN
  }

  /** What was looked at. */
  public enum Code {
    UNUSABLE,
    NOT_CHECKED,
    NO_EVENT_TOPIC,
    TOPIC_MISSING,
    TOPIC_HIDDEN,
    TOPIC_PARTITIONS,
    TOPIC_CLEANUP,
    TOPIC_RECORD_SIZE,
    TOPIC_RETENTION,
    TOPIC_TIMESTAMPS,
    TOPIC_ACCESS,
    SETTINGS_HIDDEN,
    CLIENT_RECORD_SIZE,
    GROUP_ACCESS,
    TRANSACTION_ACCESS,
    TRANSACTION_TIMEOUT,
    TRANSACTION_REPLICAS,
    JOB_ACCESS,
    OFFSETS_MISSING,
    EVENTS_LOST,
    EVENTS_WAITING,
    ALERTS_HELD_BACK,
    ALERTS_UNREAD
  }

  static PreflightFinding error(
      Code code, String topic, String seen, String expected, String remedy) {
    return new PreflightFinding(Severity.ERROR, code, topic, seen, expected, remedy);
  }

  static PreflightFinding warning(
      Code code, String topic, String seen, String expected, String remedy) {
    return new PreflightFinding(Severity.WARNING, code, topic, seen, expected, remedy);
  }

  static PreflightFinding unknown(String topic, String seen, String remedy) {
    return new PreflightFinding(Severity.UNKNOWN, Code.NOT_CHECKED, topic, seen, "", remedy);
  }

  /** What is, and what was expected. */
  public String problem() {
    return expected.isEmpty() ? seen : seen + ", expected " + expected;
  }

  /**
   * {@code ERROR sluice.control: cleanup.policy is delete, expected compact; kafka-configs.sh …}
   */
  @Override
  public String toString() {
    String subject = topic.isEmpty() ? "" : topic + ": ";
    return severity + " " + subject + problem() + "; " + remedy;
  }
}
