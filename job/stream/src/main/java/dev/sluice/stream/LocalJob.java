package dev.sluice.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.clusterframework.ApplicationStatus;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.OptionalFailure;
import org.apache.flink.util.SerializedThrowable;
import org.apache.flink.util.SerializedValue;
import org.jspecify.annotations.Nullable;

/**
 * The job in this JVM, on a cluster of its own: what it finds goes to a {@link RunListener}.
 *
 * <p>The job ends by itself after its last event, unless it follows. Methods may be called from any
 * thread, {@link #cancel} from a shutdown hook.
 *
 * <p>A thread that still waits for standard input when the job ends lives as long as the JVM, so
 * that a program has to exit.
 */
public final class LocalJob implements AutoCloseable {
  private static final int CHECKPOINT_ATTEMPTS = 20;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);
  private static final Duration ENDING_TASKS = Duration.ofMillis(500);

  private final LocalCluster cluster;
  private final ListenerSinks sinks;
  private final SharedRuleSets.Lease seed;
  private final RunReport report;
  private final JobID job;

  private LocalJob(
      LocalCluster cluster,
      ListenerSinks sinks,
      SharedRuleSets.Lease seed,
      RunReport report,
      JobID job) {
    this.cluster = cluster;
    this.sinks = sinks;
    this.seed = seed;
    this.report = report;
    this.job = job;
  }

  /**
   * Runs a job to its end.
   *
   * @throws IOException when rules or events are missing or cannot be read at all
   * @throws JobFailedException when the job fails for good
   */
  public static RunSummary run(JobOptions options, RunListener listener)
      throws IOException, InterruptedException {
    try (LocalJob job = start(options, listener)) {
      return job.await();
    }
  }

  /**
   * Starts a job; the listener hears of the rules it starts with before this returns.
   *
   * @throws IOException when rules or events are missing or cannot be read at all
   * @throws JobFailedException when the cluster does not start or take the job
   */
  public static LocalJob start(JobOptions options, RunListener listener)
      throws IOException, InterruptedException {
    requireEvents(options);
    RuleSeed seed = RuleSeed.read(JobOptions.RULE_SET, options.rules(), options.ruleSettings());
    SharedRuleSets.Lease lease =
        SharedRuleSets.lease(
            seed.update().sources(),
            options.ruleSettings(),
            SharedRuleSets.compiler(options.ruleSettings()),
            seed.compilation(),
            null);
    RunReport report = new RunReport(listener, seed.status());
    ListenerSinks sinks = ListenerSinks.to(report, UUID.randomUUID().toString());
    LocalCluster cluster = null;
    try {
      cluster = LocalCluster.start(options);
      JobID job = submit(cluster, options, seed, sinks);
      return new LocalJob(cluster, sinks, lease, report, job);
    } catch (Throwable e) {
      lease.close();
      sinks.release();
      if (cluster != null) {
        cluster.close();
      }
      throw e;
    }
  }

  /**
   * Waits for the end of the job, also the one that {@link #cancel} brings.
   *
   * @throws JobFailedException when the job fails for good
   */
  public RunSummary await() throws InterruptedException {
    JobResult result = get(miniCluster().requestJobResult(job));
    if (result.getApplicationStatus() == ApplicationStatus.FAILED) {
      throw failure(result.getSerializedThrowable().orElse(null));
    }
    return RunSummary.of(counts(result), report, Duration.ofMillis(result.getNetRuntime()));
  }

  /**
   * Asks the job to end now; {@link #await} then gives its summary. Of no effect when it has ended.
   */
  public void cancel() {
    if (miniCluster().isRunning()) {
      // A job that has ended already refuses: that is what was wanted.
      miniCluster().cancelJob(job).exceptionally(refused -> null);
    }
  }

  /**
   * Takes a savepoint and ends the job with it: no event after the savepoint is judged.
   *
   * @param directory path or URI under which the savepoint gets a directory of its own
   * @return what {@link JobOptions.Directories#restoreFrom} takes
   * @throws JobFailedException when no savepoint can be taken
   */
  public String stopWithSavepoint(String directory) throws InterruptedException {
    awaitCheckpoint();
    String uri = JobOptions.uri(directory);
    return get(miniCluster().stopWithSavepoint(job, uri, false, SavepointFormatType.CANONICAL));
  }

  /**
   * Waits until a checkpoint succeeds, and for the tasks that end with it: one whose input is read
   * waits for its last checkpoint. A savepoint that stops the job and meets a task that is just
   * ending fails the job.
   */
  private void awaitCheckpoint() throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        get(miniCluster().triggerCheckpoint(job, CheckpointType.CONFIGURED));
        Thread.sleep(ENDING_TASKS.toMillis());
        return;
      } catch (JobFailedException e) {
        if (attempt == CHECKPOINT_ATTEMPTS) {
          throw e;
        }
        Thread.sleep(BETWEEN_ATTEMPTS.toMillis());
      }
    }
  }

  /** Ends the job and its cluster, and removes what it kept for itself. */
  @Override
  public void close() {
    cluster.close();
    sinks.release();
    seed.close();
  }

  private MiniCluster miniCluster() {
    return cluster.miniCluster();
  }

  private static void requireEvents(JobOptions options) throws NoSuchFileException {
    for (String path : options.events()) {
      if (!EventFileSplit.isStandardInput(path) && !Files.isRegularFile(Path.of(path))) {
        throw new NoSuchFileException(path, null, "no such file of events");
      }
    }
  }

  private static JobID submit(
      LocalCluster cluster, JobOptions options, RuleSeed seed, ListenerSinks sinks)
      throws InterruptedException {
    Configuration settings = SluiceJob.configuration(options);
    settings.addAll(cluster.jobSettings());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(options.parallelism());
    new SluiceJob(options, seed).build(env, sinks.sinks().with(options));
    return get(cluster.miniCluster().submitJob(env.getStreamGraph())).getJobID();
  }

  private static Map<String, Long> counts(JobResult result) {
    Map<String, Long> counts = new HashMap<>();
    for (Map.Entry<String, SerializedValue<OptionalFailure<Object>>> entry :
        result.getAccumulatorResults().entrySet()) {
      try {
        Object value =
            entry.getValue().deserializeValue(LocalJob.class.getClassLoader()).getUnchecked();
        if (value instanceof Long count) {
          counts.put(entry.getKey(), count);
        }
      } catch (IOException | ClassNotFoundException e) {
        throw new IllegalStateException("the count " + entry.getKey() + " is damaged", e);
      }
    }
    return counts;
  }

  private static <T> T get(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private static JobFailedException failure(@Nullable Throwable thrown) {
    Throwable cause = thrown == null ? new IllegalStateException("no reason given") : thrown;
    Throwable real =
        cause instanceof SerializedThrowable serialized
            ? serialized.deserializeError(LocalJob.class.getClassLoader())
            : cause;
    Throwable root = ExceptionUtils.stripExecutionException(real);
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new JobFailedException("the job has failed: " + root, real);
  }
}
