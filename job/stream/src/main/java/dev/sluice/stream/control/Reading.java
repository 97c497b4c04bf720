package dev.sluice.stream.control;

/** What became of reading an input: its value, or the first problem that it has. */
public sealed interface Reading<T> {

  /** The input is well-formed. */
  record Valid<T>(T value) implements Reading<T> {}

  /** The input is refused. */
  record Invalid<T>(InputProblem problem) implements Reading<T> {}
}
