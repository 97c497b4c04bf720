package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.CanaryITCase.Started;
import dev.sluice.stream.MetricSelector.Series;
import dev.sluice.stream.Pusher.Push;
import dev.sluice.stream.control.ManifestEntry.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What alarms and dashboards ask for, asked of the pages of a running job and canary. */
@ExtendWith(KafkaBroker.Shared.class)
@Timeout(180)
class MonitoringITCase {
  /** Made by others; each with where its name is written. */
  private static final Set<String> OTHERS =
      Set.of(
          // Strimzi's Kafka Exporter, "Kafka Exporter metrics" in its documentation.
          "kafka_consumergroup_lag");

  private static final SourceFile ANY = CorrelationSamples.ANY;
  private static final SourceFile BURST = Samples.file("burst.yml", CorrelationSamples.BURST);
  private static final int PORT = freePort();

  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(KafkaJobRun.PARALLELISM)
              .setConfiguration(reporter())
              .build());

  @TempDir private Path directory;

  @Test
  void everySeriesThatAnAlarmOrADashboardReadsIsThere() throws Exception {
    Pusher pusher = new Pusher();
    try (KafkaJobRun run = KafkaJobRun.open(pusher, directory);
        Started canary = Started.of(run.kafka())) {
      run.push(pusher.replace(ANY));
      run.start();
      Push correlated = pusher.upsert(List.of(Pusher.entry(Kind.CORRELATION, BURST)), BURST);
      run.push(correlated);
      run.awaitStatus("DURABLE", correlated);
      letEverythingHappen(run);
      Map<String, String> queries = Monitoring.queries();
      assertThat(queries).hasSizeGreaterThan(40);
      long deadline = System.nanoTime() + Recording.PATIENCE.toNanos();
      while (!missing(queries, canary).isEmpty() && System.nanoTime() < deadline) {
        Thread.sleep(200);
      }
      assertThat(missing(queries, canary))
          .as("series that neither the job nor the canary has")
          .isEmpty();
    }
  }

  /** A counter with a label is there only once it has counted. */
  private static void letEverythingHappen(KafkaJobRun run) {
    run.send(run.topics().control(), Pusher.bytes("garbage"), Pusher.bytes("garbage"));
    run.sendEvent("no JSON");
    run.sendEvent("{\"of\":\"no schema that is known\"}");
    run.sendEvents(50);
  }

  private static Set<String> missing(Map<String, String> queries, Started canary) {
    List<Series> page = new ArrayList<>(PrometheusPage.of(PORT).series());
    page.addAll(canary.page().series());
    Set<String> missing = new TreeSet<>();
    queries.forEach(
        (place, query) ->
            MetricSelector.of(query).stream()
                .filter(selector -> !OTHERS.contains(selector.name()))
                .filter(selector -> page.stream().noneMatch(selector::selects))
                .forEach(selector -> missing.add(place + ": " + selector)));
    return missing;
  }

  private static Configuration reporter() {
    Configuration settings = new Configuration();
    settings.setString("metrics.reporters", "prometheus");
    settings.setString(
        "metrics.reporter.prometheus.factory.class",
        "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
    settings.setString("metrics.reporter.prometheus.port", Integer.toString(PORT));
    return settings;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
