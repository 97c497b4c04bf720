package dev.sluice.bench.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The cluster of {@code deploy/local/cluster}, by its commands and by Flink's REST interface. */
final class Cluster {
  private static final Duration REQUEST = Duration.ofSeconds(10);
  private static final Duration COMMAND = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path script;
  private final String rest;
  private final List<URI> metrics;
  private final Path directory;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(REQUEST).build();

  /**
   * @param rest URL of Flink's REST interface
   * @param metrics of the TaskManagers
   * @param directory for what the commands print
   */
  Cluster(Path script, String rest, List<URI> metrics, Path directory) {
    this.metrics = List.copyOf(metrics);
    this.script = script;
    this.rest = rest;
    this.directory = directory;
  }

  /**
   * Runs a command of the script; returns the last line of its standard output.
   *
   * @throws IOException when it fails or does not end in time
   */
  String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    Path out = directory.resolve(arguments[0] + ".out");
    Path err = directory.resolve(arguments[0] + ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    boolean ended = process.waitFor(COMMAND.toSeconds(), TimeUnit.SECONDS);
    if (!ended) {
      process.destroy();
    }
    if (!ended || process.exitValue() != 0) {
      String said = Files.readString(err, StandardCharsets.UTF_8).strip();
      throw new IOException("'cluster " + arguments[0] + "' has failed:\n" + said);
    }
    List<String> lines = Files.readAllLines(out);
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  /** Runs a command while others run. */
  CompletableFuture<String> begin(String... arguments) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return run(arguments);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
          }
        });
  }

  int freeSlots() throws IOException, InterruptedException {
    return get("/overview").path("slots-available").asInt();
  }

  /** Whether a TaskManager has tasks of some job. */
  boolean isBusy(String taskManager) throws IOException, InterruptedException {
    for (JsonNode each : get("/taskmanagers").path("taskmanagers")) {
      if (each.path("id").asText().equals(taskManager)) {
        return each.path("freeSlots").asInt() < each.path("slotsNumber").asInt();
      }
    }
    return false;
  }

  /** Number of checkpoints of a job that were completed. */
  int checkpoints(String job) throws IOException, InterruptedException {
    return checkpointStatistics(job).at("/counts/completed").asInt();
  }

  /** Checkpoints of a job as Flink tells of them. */
  JsonNode checkpointStatistics(String job) throws IOException, InterruptedException {
    return get("/jobs/" + job + "/checkpoints");
  }

  /** Why a job has failed, the newest first. */
  String failure(String job) throws IOException, InterruptedException {
    return get("/jobs/" + job + "/exceptions").at("/exceptionHistory/entries").toString();
  }

  /** What all registered TaskManagers may have of memory together, in bytes. */
  long taskManagerMemory() throws IOException, InterruptedException {
    long bytes = 0;
    for (JsonNode each : get("/taskmanagers").path("taskmanagers")) {
      bytes += each.at("/memoryConfiguration/totalProcessMemory").asLong();
    }
    return bytes;
  }

  /** The Prometheus pages of all TaskManagers that run. */
  String taskManagerMetrics() throws IOException, InterruptedException {
    StringBuilder pages = new StringBuilder();
    for (URI page : metrics) {
      HttpRequest request = HttpRequest.newBuilder(page).timeout(REQUEST).build();
      try {
        pages.append(http.send(request, HttpResponse.BodyHandlers.ofString()).body()).append('\n');
      } catch (ConnectException notRunning) {
        // Not every run needs all of them.
      }
    }
    return pages.toString();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(rest + path)).timeout(REQUEST).build();
    return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
  }
}
