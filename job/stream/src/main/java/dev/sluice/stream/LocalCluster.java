package dev.sluice.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.util.FileUtils;

/** A cluster in this JVM with as many slots as one job needs, and a directory that goes with it. */
final class LocalCluster implements AutoCloseable {
  private static final int RESTARTS = 3;
  private static final String LOOPBACK = "127.0.0.1";

  private final MiniCluster miniCluster;
  private final Path scratch;
  private final JobOptions options;

  private LocalCluster(MiniCluster miniCluster, Path scratch, JobOptions options) {
    this.miniCluster = miniCluster;
    this.scratch = scratch;
    this.options = options;
  }

  /**
   * Starts a cluster.
   *
   * @throws IOException when there is no room for temporary files
   * @throws JobFailedException when it does not start
   */
  static LocalCluster start(JobOptions options) throws IOException {
    Path scratch = Files.createTempDirectory("sluice-");
    Configuration settings = new Configuration();
    settings.set(CoreOptions.TMP_DIRS, scratch.toString());
    // Whoever reaches the REST port or the blob server can run code: they are for this machine
    // only.
    settings.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    settings.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    settings.set(RestOptions.ADDRESS, LOOPBACK);
    settings.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    settings.set(RestOptions.BIND_PORT, "0");
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(options.parallelism())
                .withRandomPorts()
                .build());
    LocalCluster started = new LocalCluster(cluster, scratch, options);
    try {
      cluster.start();
      return started;
    } catch (Exception e) {
      started.close();
      throw new JobFailedException("the local cluster does not start: " + e.getMessage(), e);
    }
  }

  MiniCluster miniCluster() {
    return miniCluster;
  }

  /**
   * What a job must be told here. Checkpoints go to files, for in memory a large rule set exceeds
   * what is allowed. A job that cannot go on fails in seconds rather than being tried for ever;
   * standard input cannot be read again at all.
   */
  Configuration jobSettings() {
    Configuration settings = new Configuration();
    if (options.directories().checkpoints() == null) {
      settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
      settings.set(
          CheckpointingOptions.CHECKPOINTS_DIRECTORY,
          scratch.resolve("checkpoints").toUri().toString());
    }
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY,
        options.readsStandardInput() ? "disable" : "fixed-delay");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, RESTARTS);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(500));
    return settings;
  }

  @Override
  public void close() {
    try {
      miniCluster.close();
    } catch (Exception e) {
      throw new JobFailedException("the local cluster does not stop: " + e.getMessage(), e);
    } finally {
      FileUtils.deleteDirectoryQuietly(scratch.toFile());
    }
  }
}
