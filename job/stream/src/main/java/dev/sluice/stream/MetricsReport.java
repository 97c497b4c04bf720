package dev.sluice.stream;

import dev.sluice.stream.DetectCounters.Totals;
import dev.sluice.stream.control.StatusOrigin;
import java.time.Instant;
import java.time.InstantSource;

/**
 * When a subtask says what it did, and since when. What was not said yet is lost with an attempt
 * that fails. For the task thread.
 */
final class MetricsReport {
  /** A subtask that says nothing. */
  static final int NEVER = 0;

  private final int everyTicks;
  private final InstantSource clock;
  private final RuleFigures figures = new RuleFigures();
  private Totals said = Totals.NONE;
  private Instant from;
  private int ticks;

  /**
   * @param everyTicks at least 1
   */
  MetricsReport(int everyTicks, InstantSource clock) {
    this.everyTicks = everyTicks;
    this.clock = clock;
    this.from = clock.instant();
  }

  RuleFigures figures() {
    return figures;
  }

  /** Lets a tick pass; returns whether something is to be said. */
  boolean tick() {
    ticks++;
    return ticks >= everyTicks;
  }

  /**
   * Returns what is to be said, once.
   *
   * @param totals since the start of the attempt
   */
  MetricsRecord take(
      StatusOrigin origin, String ruleSet, long version, String hash, Totals totals) {
    Instant to = clock.instant();
    MetricsRecord record =
        new MetricsRecord(
            origin, ruleSet, version, hash, from, to, totals.since(said), figures.take());
    from = to;
    said = totals;
    ticks = 0;
    return record;
  }
}
