package dev.sluice.engine.sigma;

/** A part of a Sigma string. */
public sealed interface StringToken {

  /** Text that stands for itself. */
  record Literal(String text) implements StringToken {}

  /** A wildcard. */
  enum Wildcard implements StringToken {
    /** {@code *}: any run of characters, also none, also with line ends. */
    ANY_RUN,
    /** {@code ?}: exactly one code point. */
    ANY_ONE
  }
}
