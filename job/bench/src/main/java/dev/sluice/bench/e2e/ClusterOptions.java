package dev.sluice.bench.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Which cluster a run plays on; {@code deploy/local/e2e} gives all of them. */
final class ClusterOptions {

  @Option(names = "--cluster", required = true, paramLabel = "FILE")
  private Path cluster = Path.of("");

  @Option(names = "--topics", required = true, paramLabel = "FILE")
  private Path topics = Path.of("");

  @Option(names = "--work", required = true, paramLabel = "DIR")
  private Path work = Path.of("");

  @Option(names = "--bootstrap-server", required = true, paramLabel = "HOST:PORT")
  private String bootstrapServer = "";

  @Option(names = "--rest", required = true, paramLabel = "URL")
  private String rest = "";

  @Option(names = "--metrics", split = ",", required = true, paramLabel = "URL")
  private List<URI> metrics = List.of();

  @Option(names = "--pids", required = true, paramLabel = "DIR")
  private Path pids = Path.of("");

  Cluster cluster() {
    return new Cluster(cluster, rest, metrics, work);
  }

  /** Directory of all data of the cluster. */
  Path directory() {
    return pids;
  }

  ClusterProcesses processes() {
    return new ClusterProcesses(pids);
  }

  /** Topics that no other run has. */
  RunTopics topics(String run) throws IOException {
    return new RunTopics(bootstrapServer, run + ".", topics);
  }

  Path work() {
    return work;
  }

  String bootstrapServer() {
    return bootstrapServer;
  }
}
