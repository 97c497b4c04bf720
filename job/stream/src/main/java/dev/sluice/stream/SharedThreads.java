package dev.sluice.stream;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads that the tasks of a JVM share: they begin with the first that needs them and end with the
 * last. Held in a static field, and so once for each user-code class loader. Safe for several
 * threads.
 */
final class SharedThreads {
  private final String name;
  private final int count;

  // guarded by this
  private @Nullable ExecutorService threads;
  private int users;

  SharedThreads(String name, int count) {
    this.name = name;
    this.count = count;
  }

  /** The right of one task to use the threads until it is closed. */
  final class Use implements AutoCloseable {
    private final ExecutorService executor;
    private boolean closed;

    private Use(ExecutorService executor) {
      this.executor = executor;
    }

    /** Does {@code work} on a thread that is free, after what was asked for before. */
    <T> CompletableFuture<T> run(Supplier<T> work) {
      return CompletableFuture.supplyAsync(work, executor);
    }

    /** What is under way comes to its end. */
    @Override
    public void close() {
      synchronized (SharedThreads.this) {
        if (!closed) {
          closed = true;
          release(executor);
        }
      }
    }
  }

  synchronized Use acquire() {
    ExecutorService running = threads;
    if (running == null) {
      running = Executors.newFixedThreadPool(count, this::daemon);
      threads = running;
    }
    users++;
    return new Use(running);
  }

  private void release(ExecutorService executor) {
    users--;
    if (users == 0) {
      executor.shutdown();
      threads = null;
    }
  }

  private Thread daemon(Runnable task) {
    Thread made = new Thread(task, name);
    made.setDaemon(true);
    return made;
  }
}
