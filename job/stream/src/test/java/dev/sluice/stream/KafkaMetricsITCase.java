package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.review.HostSketch;
import dev.sluice.engine.review.SeenKind;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.Pusher.Push;
import dev.sluice.stream.control.CoverageRecord;
import dev.sluice.stream.control.Reading.Valid;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What arrives on the metrics topic of a whole job. */
@ExtendWith(KafkaBroker.Shared.class)
@Timeout(120)
class KafkaMetricsITCase {
  private static final SourceFile ANY = Samples.file("any.yml", Samples.ANY_PROCESS);
  private static final int EVENTS = 50;

  @RegisterExtension
  static final MiniClusterExtension FLINK = KafkaJobRun.cluster(KafkaJobRun.PARALLELISM);

  @TempDir private Path directory;

  @Test
  void everySubtaskSaysWhatItsRulesDidAndNothingTwice() throws Exception {
    KafkaOptions kafka = KafkaBroker.get().options().idleness(Duration.ofMillis(500)).build();
    KafkaBroker.get().createTopics(kafka, 2);
    Pusher pusher = new Pusher();
    try (KafkaJobRun run = new KafkaJobRun(kafka, pusher, directory)) {
      Push push = run.push(pusher.replace(ANY));
      JobClient job = start(run);
      try {
        run.sendEvents(EVENTS);
        String topic = kafka.topics().metrics();
        KafkaJobRun.await("the matches", () -> sum(topic, "/rules/0/matches") >= EVENTS);
        assertThat(sum(topic, "/rules/0/matches")).isEqualTo(EVENTS);
        assertThat(sum(topic, "/events")).isEqualTo(EVENTS);
        KafkaJobRun.await(
            "both subtasks",
            () ->
                records(topic).stream().mapToInt(r -> r.path("subtask").asInt()).max().orElse(0)
                    == KafkaJobRun.PARALLELISM - 1);
        assertThat(records(topic))
            .allSatisfy(record -> assertThat(record.path("hash").asText()).isEqualTo(push.hash()));
        KafkaJobRun.assertSchema("metrics", values(topic, false));
      } finally {
        job.cancel().get(20, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void theNewestRecordsOfAllSubtasksSayWhatEachGroupOfHostsSent() throws Exception {
    KafkaOptions kafka = KafkaBroker.get().options().idleness(Duration.ofMillis(500)).build();
    KafkaBroker.get().createTopics(kafka, 2);
    Pusher pusher = new Pusher();
    try (KafkaJobRun run = new KafkaJobRun(kafka, pusher, directory)) {
      Push push = run.push(pusher.replace(ANY));
      JobClient job = start(run);
      try {
        String topic = kafka.topics().metrics();
        run.sendEvents(49);
        KafkaJobRun.await("28 events", () -> events(topic, "other") == 28);
        KafkaJobRun.await("21 events", () -> events(topic, "odd") == 21);
        HostSketch hosts = new HostSketch();
        coverage(topic).forEach(r -> r.kinds().forEach(kind -> hosts.addAll(kind.hosts())));
        assertThat(hosts.estimate()).isEqualTo(7);
        assertThat(coverage(topic)).extracting(CoverageRecord::hash).containsOnly(push.hash());
        KafkaJobRun.assertSchema("coverage", values(topic, true));
      } finally {
        job.cancel().get(20, TimeUnit.SECONDS);
      }
    }
  }

  private static JobClient start(KafkaJobRun run) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(KafkaJobRun.PARALLELISM);
    KafkaSeed seed = run.seed(Duration.ofSeconds(20), false);
    new KafkaGraph(run.options(false), seed, Duration.ofMillis(500)).build(env);
    return env.executeAsync("metrics");
  }

  private static List<JsonNode> records(String topic) {
    return values(topic, false).stream().map(KafkaJobRun::json).toList();
  }

  /** The coverage records, or the others. */
  private static List<byte[]> values(String topic, boolean coverage) {
    return KafkaBroker.get().committed(topic).stream()
        .filter(record -> isCoverage(record.key()) == coverage)
        .map(ConsumerRecord::value)
        .toList();
  }

  private static boolean isCoverage(byte[] key) {
    return CoverageRecord.isKey(new String(key, StandardCharsets.UTF_8), "default");
  }

  private static List<CoverageRecord> coverage(String topic) {
    return values(topic, true).stream()
        .map(value -> ((Valid<CoverageRecord>) CoverageRecord.read(value)).value())
        .toList();
  }

  private static long events(String topic, String group) {
    Map<Integer, CoverageRecord> newest = new HashMap<>();
    coverage(topic).stream()
        .filter(record -> record.group().equals(group))
        .forEach(record -> newest.put(record.origin().subtask(), record));
    return newest.values().stream()
        .flatMap(record -> record.kinds().stream())
        .mapToLong(SeenKind::events)
        .sum();
  }

  private static long sum(String topic, String pointer) {
    return records(topic).stream().mapToLong(record -> record.at(pointer).asLong()).sum();
  }
}
