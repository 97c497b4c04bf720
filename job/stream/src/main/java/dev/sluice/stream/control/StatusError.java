package dev.sluice.stream.control;

import dev.sluice.engine.yaml.SigmaError;
import org.jspecify.annotations.Nullable;

/**
 * One problem of a document, with texts bounded so that no status record outgrows its topic.
 *
 * @param line from 1
 * @param column from 1
 * @param code name of the problem's {@link dev.sluice.engine.yaml.ErrorCode}
 * @param hint empty when the message says it all
 * @param ruleId null when unknown
 */
public record StatusError(
    String file,
    int line,
    int column,
    String code,
    String message,
    String hint,
    @Nullable String ruleId) {
  private static final int MAX_CHARS = 500;

  public StatusError {
    file = BoundedText.of(file, MAX_CHARS);
    code = BoundedText.of(code, MAX_CHARS);
    message = BoundedText.of(message, MAX_CHARS);
    hint = BoundedText.of(hint, MAX_CHARS);
    ruleId = ruleId == null ? null : BoundedText.of(ruleId, MAX_CHARS);
  }

  /** The same problem. */
  public static StatusError of(SigmaError error) {
    return new StatusError(
        error.file(),
        error.line(),
        error.column(),
        error.code().name(),
        error.message(),
        error.hint(),
        error.ruleId());
  }

  /** {@code file:line:column: message (hint)}. */
  @Override
  public String toString() {
    String place = file + ":" + line + ":" + column + ": " + message;
    return hint.isEmpty() ? place : place + " (" + hint + ")";
  }
}
