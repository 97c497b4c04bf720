package dev.sluice.cli;

import dev.sluice.stream.LocalJob;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ctrl-C while a job runs: the job is cancelled, and the process ends when its summary is out. */
final class Interruption implements AutoCloseable {

  private static final int SECONDS_TO_END = 10;

  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "sluice-interruption");
  private volatile @Nullable LocalJob job;

  /** From now on the process waits for what {@link #cancels} names. */
  static Interruption awaited() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** From now on Ctrl-C cancels {@code running}. */
  void cancels(LocalJob running) {
    job = running;
  }

  /** Says that the job has ended and that nothing more will be written. */
  @Override
  public void close() {
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // The hook is running: it ends by itself now.
    }
  }

  private void interrupted() {
    LocalJob running = job;
    if (running == null) {
      return;
    }
    running.cancel();
    try {
      over.await(SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
