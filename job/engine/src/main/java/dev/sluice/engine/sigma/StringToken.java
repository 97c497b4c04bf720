package dev.sluice.engine.sigma;

/** A part of a Sigma string. */
public sealed interface StringToken {

  /** Text that stands for itself. */
  record Literal(String text) implements StringToken {}

  /** Stands for the values of a table, until {@code expand} puts them in its place. */
  record Placeholder(String name) implements StringToken {}

  /** A wildcard. */
  enum Wildcard implements StringToken {
    /** {@code *}: any run of characters, also none, also with line ends. */
    ANY_RUN,
    /** {@code ?}: exactly one code point. */
    ANY_ONE
  }
}
