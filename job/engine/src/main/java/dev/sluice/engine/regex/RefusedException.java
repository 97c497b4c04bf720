package dev.sluice.engine.regex;

/** An expression is none that this package takes; never leaves the package. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedException(String why) {
    super(why, null, false, false);
  }
}
