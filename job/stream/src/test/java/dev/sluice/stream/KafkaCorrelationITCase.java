package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.Pusher.Push;
import dev.sluice.stream.control.ManifestEntry.Kind;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Correlations between topics. */
@ExtendWith(KafkaBroker.Shared.class)
@Timeout(120)
class KafkaCorrelationITCase {
  private static final SourceFile ANY = CorrelationSamples.ANY;
  private static final SourceFile BURST = Samples.file("burst.yml", CorrelationSamples.BURST);

  @RegisterExtension
  static final MiniClusterExtension FLINK = KafkaJobRun.cluster(KafkaJobRun.PARALLELISM);

  @TempDir private Path directory;

  @Test
  void whatIsPushedFiresAndWhatComesTooLateGoesToItsTopic() throws Exception {
    Pusher pusher = new Pusher();
    try (KafkaJobRun run = KafkaJobRun.open(pusher, directory)) {
      run.push(pusher.replace(ANY));
      run.start();
      Push correlated = pusher.upsert(List.of(Pusher.entry(Kind.CORRELATION, BURST)), BURST);
      run.push(correlated);
      run.awaitStatus("DURABLE", correlated);

      run.sendEvents(10);
      run.awaitAlerts(11);
      JsonNode burst = bursts(run).get(0);
      assertThat(burst.path("eventTime").asText()).isEqualTo("2026-11-20T09:00:02Z");
      assertThat(burst.at("/correlation/events")).hasSize(3);
      assertThat(burst.at("/ruleSet/version").asLong()).isEqualTo(correlated.version());
      KafkaJobRun.assertSchema("alert", KafkaJobRun.values(run.topics().alerts()));

      run.sendEvent(Samples.process(-4000));
      Recording.await(
          "the late event", () -> KafkaJobRun.values(run.topics().alerts()).size() == 12);
      run.sendEvents(40);
      KafkaJobRun.await("late", () -> !KafkaJobRun.values(run.topics().late()).isEmpty());
      List<byte[]> late = KafkaJobRun.values(run.topics().late());
      KafkaJobRun.assertSchema("late", late);
      assertThat(late).hasSize(1);
      assertThat(KafkaJobRun.json(late.get(0)).path("reason").asText()).isEqualTo("LATE");
    }
  }

  private static List<JsonNode> bursts(KafkaJobRun run) {
    return KafkaJobRun.values(run.topics().alerts()).stream()
        .map(KafkaJobRun::json)
        .filter(alert -> alert.has("correlation"))
        .toList();
  }
}
