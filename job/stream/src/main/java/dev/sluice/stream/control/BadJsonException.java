package dev.sluice.stream.control;

/** Carries a problem from where it is seen to {@link JsonCursor#read}, and never further. */
final class BadJsonException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient InputProblem problem;

  BadJsonException(InputProblem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  InputProblem problem() {
    return problem;
  }
}
