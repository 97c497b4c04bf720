package dev.sluice.stream;

/**
 * Something about the Kafka cluster that the job will stumble over.
 *
 * @param topic the topic it is about; empty when it is about the cluster
 * @param problem what is, and what was expected
 * @param remedy what to do, as a command where there is one
 */
public record PreflightFinding(Severity severity, String topic, String problem, String remedy) {

  /** Whether the job can be started all the same. */
  public enum Severity {
    /** It would fail, or lose something. */
    ERROR,
    /** It would work, but not as well as it should; or nothing could be found out. */
    WARNING
  }

  static PreflightFinding error(String topic, String problem, String remedy) {
    return new PreflightFinding(Severity.ERROR, topic, problem, remedy);
  }

  static PreflightFinding warning(String topic, String problem, String remedy) {
    return new PreflightFinding(Severity.WARNING, topic, problem, remedy);
  }

  /**
   * {@code ERROR sluice.control: cleanup.policy is delete, expected compact; kafka-configs.sh …}
   */
  @Override
  public String toString() {
    String subject = topic.isEmpty() ? "" : topic + ": ";
    return severity + " " + subject + problem + "; " + remedy;
  }
}
