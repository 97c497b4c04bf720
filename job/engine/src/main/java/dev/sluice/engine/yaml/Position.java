package dev.sluice.engine.yaml;

/** A place in a text file; line and column count from 1. */
public record Position(int line, int column) {

  /** The first character of a file. */
  public static final Position START = new Position(1, 1);

  public Position {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("positions count from 1: " + line + ":" + column);
    }
  }
}
