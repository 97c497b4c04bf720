package dev.sluice.stream;

import dev.sluice.engine.match.IndexedJudge;
import dev.sluice.engine.match.RuleIndex;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads of this JVM that judge events of hot hosts ahead, one for each processor. They begin
 * with the first that needs them and end with the last. Static, and so one set for each user-code
 * class loader.
 */
final class AheadThreads implements AutoCloseable {
  /** The judge of a thread, which remembers values of the events before. */
  private static final ThreadLocal<@Nullable Own> OWN = new ThreadLocal<>();

  // guarded by the class
  private static @Nullable ExecutorService threads;
  private static int users;

  private final ExecutorService executor;
  private boolean closed;

  private AheadThreads(ExecutorService executor) {
    this.executor = executor;
  }

  private record Own(RuleIndex index, IndexedJudge judge) {}

  static AheadThreads acquire() {
    synchronized (AheadThreads.class) {
      ExecutorService running = threads;
      if (running == null) {
        running = Executors.newFixedThreadPool(count(), AheadThreads::daemon);
        threads = running;
      }
      users++;
      return new AheadThreads(running);
    }
  }

  /** Number of threads. */
  static int count() {
    return Runtime.getRuntime().availableProcessors();
  }

  <T> CompletableFuture<T> run(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, executor);
  }

  /** Returns the judge by {@code index} of the thread that asks. */
  static IndexedJudge judge(RuleIndex index) {
    Own own = OWN.get();
    if (own == null || own.index() != index) {
      own = new Own(index, own == null ? index.newJudge() : own.judge().succeededBy(index));
      OWN.set(own);
    }
    return own.judge();
  }

  /** What is under way comes to its end. */
  @Override
  public void close() {
    synchronized (AheadThreads.class) {
      if (closed) {
        return;
      }
      closed = true;
      users--;
      if (users == 0) {
        executor.shutdown();
        threads = null;
      }
    }
  }

  private static Thread daemon(Runnable task) {
    Thread made = new Thread(task, "judge-ahead");
    made.setDaemon(true);
    return made;
  }
}
