package dev.sluice.stream;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of this JVM that compiles rule sets while events are judged. It begins with the
 * first that needs it and ends with the last. Static, and so one for each user-code class loader.
 */
final class CompileThread implements AutoCloseable {
  // guarded by the class
  private static @Nullable ExecutorService thread;
  private static int users;

  private final ExecutorService executor;
  private boolean closed;

  private CompileThread(ExecutorService executor) {
    this.executor = executor;
  }

  static CompileThread acquire() {
    synchronized (CompileThread.class) {
      ExecutorService running = thread;
      if (running == null) {
        running = Executors.newSingleThreadExecutor(CompileThread::daemon);
        thread = running;
      }
      users++;
      return new CompileThread(running);
    }
  }

  /** Does {@code work} after what was asked for before. */
  <T> CompletableFuture<T> run(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, executor);
  }

  /** What is under way comes to its end. */
  @Override
  public void close() {
    synchronized (CompileThread.class) {
      if (closed) {
        return;
      }
      closed = true;
      users--;
      if (users == 0) {
        executor.shutdown();
        thread = null;
      }
    }
  }

  private static Thread daemon(Runnable task) {
    Thread made = new Thread(task, "rule-compiler");
    made.setDaemon(true);
    return made;
  }
}
