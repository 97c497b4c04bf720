package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.ClusterProcesses.Cpu;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks every few seconds at what the job has done, and at what CPU that took. Safe for use by
 * several threads.
 */
final class CostSampler implements AutoCloseable {
  private static final long INTERVAL_MILLIS = 3000;

  private final JobControl job;
  private final ClusterProcesses processes;
  private final List<Sample> samples = new ArrayList<>();
  private final TreeMap<Long, Checkpoint> checkpoints = new TreeMap<>();
  private final Thread thread = new Thread(this::run, "samples");
  private volatile boolean closed;
  private volatile @Nullable Exception failure;

  /**
   * @param job one that runs
   */
  CostSampler(JobControl job, ClusterProcesses processes) throws Exception {
    this.job = job;
    this.processes = processes;
    take();
    thread.setDaemon(true);
    thread.start();
  }

  /** What was seen at one time, as close together as can be. */
  record Sample(long nanos, JobCounts counts, Cpu cpu) {

    double secondsSince(Sample before) {
      return (nanos - before.nanos) * 1e-9;
    }

    /** Events a second since {@code before}. */
    double rateSince(Sample before) {
      return (counts.events() - before.counts.events()) / secondsSince(before);
    }
  }

  /**
   * The newest sample.
   *
   * @throws IllegalStateException when no more can be taken, or the job has restarted
   */
  synchronized Sample latest() {
    if (failure != null) {
      throw new IllegalStateException("the job cannot be looked at", failure);
    }
    return samples.get(samples.size() - 1);
  }

  /** Takes one now. */
  final Sample take() throws IOException, InterruptedException {
    PrometheusPage page = PrometheusPage.of(job.cluster().taskManagerMetrics());
    Sample sample = new Sample(System.nanoTime(), JobCounts.of(page), processes.cpu());
    List<Checkpoint> history = job.checkpointHistory();
    synchronized (this) {
      if (!samples.isEmpty() && sample.counts.events() < latest().counts.events()) {
        throw new IOException("the job has restarted: its counters began anew");
      }
      samples.add(sample);
      history.forEach(checkpoint -> checkpoints.put(checkpoint.id(), checkpoint));
    }
    return sample;
  }

  /** All completed checkpoints that were seen, in their order. */
  synchronized Collection<Checkpoint> checkpoints() {
    return List.copyOf(checkpoints.values());
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.interrupt();
    thread.join();
  }

  private void run() {
    while (!closed) {
      try {
        Thread.sleep(INTERVAL_MILLIS);
        var unused = take();
      } catch (InterruptedException e) {
        return;
      } catch (IOException | UncheckedIOException e) {
        failure = e;
        return;
      }
    }
  }
}
