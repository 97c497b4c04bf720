package dev.sluice.cli;

import dev.sluice.stream.PreflightFinding;
import java.util.List;

/**
 * Something that is wrong with a deployment, as {@code sluice doctor} writes it; the components are
 * the keys of its JSON.
 *
 * @param severity error, warning, or unknown when it could not be found out
 * @param subject what it is about, such as a topic; may be empty
 * @param seen what is
 * @param expected what should be; empty when that goes without saying
 * @param remedy what to do, as a command where there is one
 */
record Symptom(
    String severity, String code, String subject, String seen, String expected, String remedy) {

  static final String ERROR = "error";
  static final String WARNING = "warning";
  static final String UNKNOWN = "unknown";

  private static final int SEVERITY_WIDTH = 8;
  private static final int CODE_WIDTH = 20;

  /** What was looked at, besides the codes of Kafka. */
  enum Code {
    NOT_CHECKED,
    JOB_MISSING,
    JOB_NOT_RUNNING,
    JOB_RESTARTED,
    JOB_SILENT,
    CHECKPOINT_MISSING,
    CHECKPOINT_FAILED,
    CHECKPOINT_SLOW,
    TRANSACTION_SHORT,
    NO_RULE_SET,
    RULES_DIFFER,
    PROPOSAL_WAITING,
    PROPOSAL_REJECTED,
    LOG_SOURCE_SILENT,
    CANARY_SILENT
  }

  static Symptom of(PreflightFinding finding) {
    return new Symptom(
        Main.lowerCase(finding.severity()),
        finding.code().name(),
        finding.topic(),
        finding.seen(),
        finding.expected(),
        finding.remedy());
  }

  static Symptom error(Code code, String subject, String seen, String expected, String remedy) {
    return new Symptom(ERROR, code.name(), subject, seen, expected, remedy);
  }

  static Symptom warning(Code code, String subject, String seen, String expected, String remedy) {
    return new Symptom(WARNING, code.name(), subject, seen, expected, remedy);
  }

  static Symptom unknown(String subject, String seen, String remedy) {
    return new Symptom(UNKNOWN, Code.NOT_CHECKED.name(), subject, seen, "", remedy);
  }

  boolean isUnknown() {
    return severity.equals(UNKNOWN);
  }

  /** Terminals get a sentence; programs get all. */
  static ResultForm<Symptom> form(OutputFormat format) {
    Column<Symptom> severity = new Column<>("severity", SEVERITY_WIDTH, Symptom::severity);
    Column<Symptom> code = new Column<>("code", CODE_WIDTH, Symptom::code);
    List<Column<Symptom>> columns =
        format == OutputFormat.TABLE
            ? List.of(severity, code, new Column<>("problem", 0, Symptom::problem))
            : List.of(
                severity,
                code,
                new Column<>("subject", 0, Symptom::subject),
                new Column<>("seen", 0, Symptom::seen),
                new Column<>("expected", 0, Symptom::expected),
                new Column<>("remedy", 0, Symptom::remedy));
    return new ResultForm<>(columns, Json::of);
  }

  private String problem() {
    return (subject.isEmpty() ? "" : subject + ": ")
        + seen
        + (expected.isEmpty() ? "" : ", expected " + expected)
        + (remedy.isEmpty() ? "" : "; " + remedy);
  }
}
