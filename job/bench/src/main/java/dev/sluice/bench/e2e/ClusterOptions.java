package dev.sluice.bench.e2e;

import java.io.IOException;
import java.nio.file.Path;
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

  Cluster processes() {
    return new Cluster(cluster, rest, work);
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
