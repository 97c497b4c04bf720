package dev.sluice.cli;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one event, or sequence of events, beside a rule; the components are the keys of
 * its JSON.
 *
 * @param file of the events
 * @param line from 1
 * @param status passed, failed, or untested when the rule has no such event
 * @param expected whether a rule of the file should fire
 * @param actual whether one did; null when that cannot be told
 * @param why the author's reason
 * @param ruleId empty when the file holds several rules and any of them is meant
 * @param title of the rule, or of the first one; empty when none is meant
 * @param explanation what decided; empty when the check passed
 * @param event the event, or list of events, as it is written
 */
record ExampleCheck(
    String file,
    int line,
    String status,
    boolean expected,
    @Nullable Boolean actual,
    String why,
    String ruleId,
    String title,
    List<String> explanation,
    @JsonRawValue String event) {

  private static final String UNTESTED = "untested";
  private static final int STATUS_WIDTH = 8;

  ExampleCheck {
    explanation = List.copyOf(explanation);
  }

  /**
   * What became of {@code example}.
   *
   * @param meant the rules or correlations that were asked; may be none
   * @param actual whether one of them fired; null when that cannot be told
   */
  static ExampleCheck of(
      String file,
      RuleExample example,
      List<Header> meant,
      @Nullable Boolean actual,
      List<String> explanation) {
    return new ExampleCheck(
        file,
        example.line(),
        actual != null && actual == example.match() ? "passed" : "failed",
        example.match(),
        actual,
        example.why(),
        meant.size() == 1 ? meant.get(0).id() : "",
        meant.isEmpty() ? "" : meant.get(0).title(),
        explanation,
        new String(example.json(), StandardCharsets.UTF_8));
  }

  /**
   * Says that {@code finding}, one of {@link Inspection#OF_TESTS}, was made: an event is missing.
   */
  static ExampleCheck untested(SigmaError finding) {
    return new ExampleCheck(
        finding.file(),
        finding.line(),
        UNTESTED,
        finding.code() == ErrorCode.TEST_WITHOUT_MATCH,
        null,
        finding.message(),
        Objects.requireNonNullElse(finding.ruleId(), ""),
        Objects.requireNonNullElse(finding.ruleTitle(), ""),
        List.of(finding.code() + ": " + finding.hint()),
        "null");
  }

  static ResultForm<ExampleCheck> form() {
    return new ResultForm<>(
        List.of(
            new Column<>("status", STATUS_WIDTH, ExampleCheck::status),
            new Column<>("file", 0, ExampleCheck::file),
            new Column<>("line", 0, check -> Integer.toString(check.line)),
            new Column<>("expected", 0, check -> Boolean.toString(check.expected)),
            new Column<>("actual", 0, check -> check.actual == null ? "" : check.actual.toString()),
            new Column<>("why", 0, ExampleCheck::why),
            new Column<>("ruleId", 0, ExampleCheck::ruleId),
            new Column<>("title", 0, ExampleCheck::title),
            new Column<>("explanation", 0, check -> String.join("; ", check.explanation))),
        Json::of);
  }

  boolean passed() {
    return actual != null && actual == expected;
  }

  /** Whether an event is missing, rather than one that was judged. */
  boolean isUntested() {
    return status.equals(UNTESTED);
  }

  /** What came of it, in words. */
  String verdict() {
    if (isUntested()) {
      return why;
    }
    if (actual == null) {
      return "cannot be checked";
    }
    return expected ? "expected a match, got none" : "expected no match, got one";
  }
}
