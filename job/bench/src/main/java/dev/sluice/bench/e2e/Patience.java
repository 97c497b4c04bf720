package dev.sluice.bench.e2e;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits, but never for ever. */
final class Patience {
  private static final long PAUSE_MILLIS = 20;

  private final long endNanos;

  /**
   * @param whole for all waits together
   */
  Patience(Duration whole) {
    this.endNanos = System.nanoTime() + whole.toNanos();
  }

  /** What was waited for did not come. */
  static final class OutOfTimeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutOfTimeException(String what, Duration waited) {
      super("after %.1f s still waiting for %s".formatted(waited.toMillis() / 1e3, what));
    }
  }

  /**
   * Waits until {@code condition} holds; returns how long that took.
   *
   * @throws OutOfTimeException when it does not within {@code timeout}
   */
  Duration await(String what, Duration timeout, BooleanSupplier condition)
      throws InterruptedException {
    return await(() -> what, timeout, condition);
  }

  /** As the other, with a text that is asked for in the end. */
  Duration await(Supplier<String> what, Duration timeout, BooleanSupplier condition)
      throws InterruptedException {
    long start = System.nanoTime();
    if (!holdsWithin(timeout, condition)) {
      throw new OutOfTimeException(what.get(), since(start));
    }
    return since(start);
  }

  /** Waits until {@code condition} holds; returns whether it does within {@code timeout}. */
  boolean holdsWithin(Duration timeout, BooleanSupplier condition) throws InterruptedException {
    long end = Math.min(System.nanoTime() + timeout.toNanos(), endNanos);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    return true;
  }

  /** The time since {@link System#nanoTime} said {@code startNanos}. */
  static Duration since(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
