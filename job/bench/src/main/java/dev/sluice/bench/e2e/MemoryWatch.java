package dev.sluice.bench.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The most memory that a TaskManager has had, looked at a few times a second. */
final class MemoryWatch implements AutoCloseable {
  private static final long INTERVAL_MILLIS = 200;

  private final ClusterProcesses processes;
  private final Thread thread = new Thread(this::run, "memory");
  private volatile long peak;
  private volatile boolean closed;

  MemoryWatch(ClusterProcesses processes) {
    this.processes = processes;
    thread.setDaemon(true);
    thread.start();
  }

  /** Bytes that one TaskManager has had at most since the last call. */
  synchronized long takePeak() {
    look();
    long most = peak;
    peak = 0;
    return most;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private synchronized void look() {
    try {
      for (String name : ClusterProcesses.TASK_MANAGERS) {
        peak = Math.max(peak, processes.resident(name));
      }
    } catch (IOException | UncheckedIOException goneMeanwhile) {
      // A process that was killed while it was looked at has no memory.
    }
  }

  private void run() {
    while (!closed) {
      look();
      try {
        Thread.sleep(INTERVAL_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
