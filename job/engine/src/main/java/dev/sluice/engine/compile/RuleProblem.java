package dev.sluice.engine.compile;

import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlScalar;

/**
 * Ends the compilation of one rule. Thrown and caught inside this package only: a rule has hundreds
 * of places that can fail and one place that reports.
 */
final class RuleProblem extends Exception {

  private final Position position;
  private final ErrorCode code;
  private final String hint;

  RuleProblem(Position position, ErrorCode code, String message, String hint) {
    super(message, null, false, false);
    this.position = position;
    this.code = code;
    this.hint = hint;
  }

  /** A value that its modifiers cannot take. */
  static RuleProblem unfit(YamlScalar value, String message) {
    return new RuleProblem(value.position(), ErrorCode.MODIFIER_VALUE, message, "");
  }

  /** The problem as a value, in the document that has it. */
  SigmaError in(Header header) {
    return SigmaError.at(header.file(), position, code, String.valueOf(getMessage()), hint)
        .in(header.id(), header.title());
  }

  /** The kind of problem. */
  ErrorCode code() {
    return code;
  }
}
