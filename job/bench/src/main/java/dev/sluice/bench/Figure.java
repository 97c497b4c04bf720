package dev.sluice.bench;

/**
 * One number about building and holding rules.
 *
 * @param limit what it must stay under; NaN when nothing is asked
 */
record Figure(String what, double value, String unit, double limit) {

  static Figure of(String what, double value, String unit) {
    return new Figure(what, value, unit, Double.NaN);
  }
}
