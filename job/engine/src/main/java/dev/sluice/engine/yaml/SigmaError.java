package dev.sluice.engine.yaml;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One problem in an input document, as a value: where, what, what was expected and what to do.
 *
 * <p>Its texts may quote a document of anybody: what could end their line or steer a terminal is
 * escaped ({@link Printable}).
 *
 * @param file as the user named it, with {@code /} between archive and entry; unescaped, for it is
 *     looked up by this name
 * @param line from 1
 * @param column from 1
 * @param message what is wrong and what was expected; one line, no position
 * @param hint what to do about it, one line; empty when the message says it all
 * @param ruleId id of the document, null when unknown
 * @param ruleTitle title of the document, null when unknown
 */
public record SigmaError(
    String file,
    int line,
    int column,
    ErrorCode code,
    String message,
    String hint,
    @Nullable String ruleId,
    @Nullable String ruleTitle)
    implements Serializable {

  public SigmaError {
    message = Printable.of(message);
    hint = Printable.of(hint);
  }

  /** A problem at {@code at}, of a document whose id and title are not known. */
  public static SigmaError at(
      String file, Position at, ErrorCode code, String message, String hint) {
    return new SigmaError(file, at.line(), at.column(), code, message, hint, null, null);
  }

  /** The same problem, with the id and title of the document it stands in. */
  public SigmaError in(@Nullable String id, @Nullable String title) {
    return new SigmaError(file, line, column, code, message, hint, id, title);
  }

  /** The same problem, in a text that starts {@code lines} further down in {@code otherFile}. */
  public SigmaError movedTo(String otherFile, int lines) {
    return new SigmaError(otherFile, line + lines, column, code, message, hint, ruleId, ruleTitle);
  }

  /** Whether the document is refused; a warning lets it load. */
  public boolean isError() {
    return code.severity() == Severity.ERROR;
  }

  /**
   * {@code file:line:column: message (hint)}, the form compilers use and editors understand; one
   * line whatever the file is called.
   */
  @Override
  public String toString() {
    String place = Printable.of(file) + ":" + line + ":" + column + ": " + message;
    return hint.isEmpty() ? place : place + " (" + hint + ")";
  }
}
