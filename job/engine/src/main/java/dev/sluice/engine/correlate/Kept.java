package dev.sluice.engine.correlate;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/**
 * A signal as a window keeps it.
 *
 * @param tuple the values that count; empty unless tuples are counted
 * @param number the number that counts; zero unless numbers are computed with
 */
record Kept(Contribution from, List<String> tuple, BigDecimal number) {

  /** The order in which signals are applied. */
  static final Comparator<Kept> ORDER = Comparator.comparing(Kept::from);

  long timeMillis() {
    return from.timeMillis();
  }
}
