package dev.sluice.bench.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one job of a run. */
final class JobControl {
  private final Cluster cluster;
  private final List<String> options;
  private final Path jobFile;
  private @Nullable String id;

  /**
   * @param options of the job itself
   * @param jobFile where the running job's id stands, for whoever has to clean up
   */
  JobControl(Cluster cluster, List<String> options, Path jobFile) {
    this.cluster = cluster;
    this.options = List.copyOf(options);
    this.jobFile = jobFile;
  }

  Cluster cluster() {
    return cluster;
  }

  /** Submits the job; {@code savepoint} is null for a new one. */
  void submit(int parallelism, @Nullable String savepoint)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("submit", "-p", "" + parallelism));
    if (savepoint != null) {
      arguments.addAll(List.of("-s", savepoint));
    }
    arguments.addAll(options);
    String submitted = cluster.run(arguments.toArray(String[]::new));
    if (submitted.isEmpty()) {
      throw new IOException("no job id was printed");
    }
    Files.writeString(jobFile, submitted);
    id = submitted;
  }

  /** Stops the job; returns the savepoint. */
  String stop() throws IOException, InterruptedException {
    String savepoint = cluster.run("stop", id());
    forget();
    return savepoint;
  }

  /** Ends the job if it runs. */
  void cancel() throws IOException, InterruptedException {
    if (id != null) {
      cluster.run("cancel", id());
      forget();
    }
  }

  /** Number of completed checkpoints. */
  int checkpoints() {
    try {
      return cluster.checkpoints(id());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The newest completed checkpoints. */
  List<Checkpoint> checkpointHistory() throws IOException, InterruptedException {
    return Checkpoint.of(cluster.checkpointStatistics(id()));
  }

  /** Number of failed checkpoints. */
  int failedCheckpoints() throws IOException, InterruptedException {
    return cluster.checkpointStatistics(id()).at("/counts/failed").asInt();
  }

  /** Why the job has failed, as Flink tells of it; empty when it never has. */
  String failure() throws IOException, InterruptedException {
    return cluster.failure(id());
  }

  /** Forgets a job that nobody can cancel any more. */
  void abandon() throws IOException {
    forget();
  }

  private void forget() throws IOException {
    id = null;
    Files.deleteIfExists(jobFile);
  }

  String id() {
    if (id == null) {
      throw new IllegalStateException("no job was submitted");
    }
    return id;
  }
}
