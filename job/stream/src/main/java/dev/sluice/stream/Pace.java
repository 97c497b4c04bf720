package dev.sluice.stream;

import java.util.function.LongSupplier;

/**
 * Says how many events may go now, so that on average a rate is kept. Not thread-safe.
 *
 * <p>What was missed in a pause is made up for one second at most.
 */
final class Pace {
  private static final double NANOS_PER_SECOND = 1e9;

  private final double perSecond;
  private final LongSupplier nanoTime;
  private long startNanos;
  private double given;

  /**
   * @param perSecond events in a second, 0 for as many as there are
   */
  Pace(double perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
  }

  /** Returns how many of at most {@code wanted} events may go now; they count as gone. */
  int take(int wanted) {
    if (perSecond == 0) {
      return wanted;
    }
    long now = nanoTime.getAsLong();
    double most = Math.max(1, perSecond);
    double due = (now - startNanos) / NANOS_PER_SECOND * perSecond - given;
    if (due > most) {
      startNanos = now - (long) (most / perSecond * NANOS_PER_SECOND);
      given = 0;
      due = most;
    }
    int taken = (int) Math.min(wanted, due);
    given += taken;
    return taken;
  }
}
