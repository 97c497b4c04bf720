package dev.sluice.stream.control;

/**
 * What is wrong with an input, as a value.
 *
 * @param path JSON pointer to the value, as in {@code /entries/3/mode}; empty for the whole input;
 *     of a long one only both ends, for its last name may be anybody's
 * @param line from 1; 0 when the input has no lines
 * @param column from 1; 0 when the input has no lines
 * @param message what is wrong and what was expected; one line, no position
 * @param hint what to do about it; empty when the message says it all
 */
public record InputProblem(
    Kind kind, String path, int line, int column, String message, String hint) {
  private static final int MAX_PATH_CHARS = 200;

  public InputProblem {
    path = BoundedText.shortened(path, MAX_PATH_CHARS);
  }

  /** Whether the input is out of form or only out of bounds. */
  public enum Kind {
    /** Out of form. */
    MALFORMED,
    /** More than a limit allows. */
    TOO_LARGE
  }

  /** A problem of an input that has no lines. */
  static InputProblem malformed(String message, String hint) {
    return new InputProblem(Kind.MALFORMED, "", 0, 0, message, hint);
  }

  /** An input, or a part of it, beyond a limit. */
  static InputProblem tooLarge(String message) {
    return new InputProblem(Kind.TOO_LARGE, "", 0, 0, message, "");
  }

  /** {@code 1:57: /entries/3/mode: message (hint)}, without the parts that are not known. */
  @Override
  public String toString() {
    String place = line == 0 ? "" : line + ":" + column + ": ";
    String where = path.isEmpty() ? "" : path + ": ";
    String what = hint.isEmpty() ? message : message + " (" + hint + ")";
    return place + where + what;
  }
}
