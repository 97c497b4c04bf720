package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.OutboundRecord.Destination;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@ExtendWith(KafkaBroker.Shared.class)
class KafkaSinksITCase {
  private static final List<Destination> IN_TRANSACTIONS =
      List.of(
          Destination.ALERTS,
          Destination.ALERTS_SHADOW,
          Destination.ALERTS_OVERFLOW,
          Destination.DEAD_LETTER,
          Destination.LATE);

  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(3)
              .build());

  @TempDir private Path directory;

  @BeforeEach
  void forget() {
    Slow.FAILURES_LEFT.set(0);
  }

  @Test
  void readersOfCommittedRecordsSeeEachOnceWhateverFails() throws Exception {
    KafkaOptions options = prepared();
    Slow.FAILURES_LEFT.set(2);
    run(options, 1500, 2, new Configuration()).getJobExecutionResult().get(40, TimeUnit.SECONDS);
    assertThat(Slow.FAILURES_LEFT).hasValue(0);
    assertEachOnce(options, 1500);
    int written =
        IN_TRANSACTIONS.stream()
            .mapToInt(to -> KafkaBroker.get().uncommitted(to.topic(options.topics())).size())
            .sum();
    assertThat(written).as("with what the failures left behind").isGreaterThan(1500);
  }

  @Test
  void aJobGoesOnExactlyFromASavepointAtAnotherParallelism() throws Exception {
    KafkaOptions options = prepared();
    Configuration settings = new Configuration();
    int parallelism = 3;
    for (int next : new int[] {1, 2}) {
      JobClient job = run(options, 3000, parallelism, settings);
      int least = committed(options).size() + 1;
      Recording.await("output", () -> committed(options).size() > least);
      String savepoint =
          job.stopWithSavepoint(false, directory.toString(), SavepointFormatType.CANONICAL)
              .get(30, TimeUnit.SECONDS);
      settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
      parallelism = next;
    }
    run(options, 3000, parallelism, settings).getJobExecutionResult().get(40, TimeUnit.SECONDS);
    assertEachOnce(options, 3000);
  }

  @Test
  void aTransactionThatAKilledJobLeftOpenDoesNotHoldBackReaders() throws Exception {
    KafkaOptions options = prepared();
    String alerts = options.topics().alerts();
    Properties properties = KafkaClients.producer(options);
    properties.setProperty("transactional.id", options.transactionalIdPrefix() + "-1-7");
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> killed = new KafkaProducer<>(properties, bytes, bytes)) {
      killed.initTransactions();
      killed.beginTransaction();
      killed.send(new ProducerRecord<>(alerts, 0, null, bytes("-1"))).get();
      killed.send(new ProducerRecord<>(alerts, 1, null, bytes("-1"))).get();
      run(options, 50, 1, new Configuration()).getJobExecutionResult().get(40, TimeUnit.SECONDS);
      assertEachOnce(options, 50);
    }
  }

  @Test
  void noStartLeavesAThreadBehind() throws Exception {
    KafkaOptions options = prepared();
    Slow.FAILURES_LEFT.set(2);
    run(options, 300, 1, new Configuration()).getJobExecutionResult().get(40, TimeUnit.SECONDS);
    Recording.await("no client is left", () -> clientThreads().isEmpty());
  }

  /** Those of clients that are not the tests' own. */
  private static List<String> clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("kafka-") && !name.contains(KafkaBroker.CLIENT_ID))
        .filter(name -> name.contains("admin-client") || name.contains("producer"))
        .toList();
  }

  @Test
  void anAlertIsKeyedByHostAndNamesItsIdAndTheTimeItWasSent() throws Exception {
    KafkaOptions options = prepared();
    Instant before = Instant.now();
    Alert alert = new Alert("h", "id", "high", bytes("{}"));
    StreamExecutionEnvironment env = environment(new Configuration());
    env.fromData(StreamTypes.ALERT, alert)
        .map(each -> OutboundRecord.of(Destination.ALERTS, each))
        .returns(StreamTypes.OUTBOUND_RECORD)
        .sinkTo(KafkaSinks.exactlyOnce(options))
        .uid(KafkaSinks.UID);
    env.fromData(StreamTypes.ALERT, alert)
        .map(each -> OutboundRecord.of(Destination.ALERTS_FAST, each))
        .returns(StreamTypes.OUTBOUND_RECORD)
        .sinkTo(KafkaSinks.atLeastOnce(options))
        .uid("fast");
    env.executeAsync().getJobExecutionResult().get(30, TimeUnit.SECONDS);
    for (Destination to : List.of(Destination.ALERTS, Destination.ALERTS_FAST)) {
      ConsumerRecord<byte[], byte[]> record =
          KafkaBroker.get().committed(to.topic(options.topics())).get(0);
      assertThat(record.key()).asString().isEqualTo("h");
      assertThat(record.value()).asString().isEqualTo("{}");
      Header id = record.headers().lastHeader(KafkaRecordSchema.ALERT_ID);
      assertThat(id.value()).asString().isEqualTo("id");
      assertThat(Instant.ofEpochMilli(record.timestamp())).isAfter(before.minusMillis(1));
    }
  }

  private static KafkaOptions prepared() throws Exception {
    KafkaOptions options =
        KafkaBroker.get().options().transactionTimeout(Duration.ofMinutes(10)).build();
    for (String topic : options.topics().exactlyOnce()) {
      KafkaBroker.get()
          .createTopic(topic, topic.equals(options.topics().alerts()) ? 2 : 1, Map.of());
    }
    KafkaBroker.get().createTopic(Destination.ALERTS_FAST.topic(options.topics()), 1, Map.of());
    return options;
  }

  private static StreamExecutionEnvironment environment(Configuration settings) {
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(150));
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 5);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(1);
    return env;
  }

  /** Writes the numbers below {@code count}, each to the topic that it gives by division. */
  private static JobClient run(
      KafkaOptions options, int count, int parallelism, Configuration settings) throws Exception {
    StreamExecutionEnvironment env = environment(settings);
    env.setParallelism(parallelism);
    DataStream<Long> numbers =
        env.fromSource(
                new NumberSequenceSource(0, count - 1), WatermarkStrategy.noWatermarks(), "numbers")
            .uid("numbers");
    numbers
        .map(new Slow())
        .returns(Types.LONG)
        .uid("slow")
        .map(KafkaSinksITCase::record)
        .returns(StreamTypes.OUTBOUND_RECORD)
        .uid("records")
        .sinkTo(KafkaSinks.exactlyOnce(options))
        .uid(KafkaSinks.UID);
    return env.executeAsync();
  }

  private static OutboundRecord record(long number) {
    Destination to = IN_TRANSACTIONS.get((int) (number % IN_TRANSACTIONS.size()));
    return new OutboundRecord(to, "", bytes(Long.toString(number)), null);
  }

  private static List<String> committed(KafkaOptions options) {
    List<String> values = new ArrayList<>();
    for (Destination to : IN_TRANSACTIONS) {
      for (ConsumerRecord<byte[], byte[]> record :
          KafkaBroker.get().committed(to.topic(options.topics()))) {
        values.add(new String(record.value(), StandardCharsets.UTF_8));
      }
    }
    return values;
  }

  private static void assertEachOnce(KafkaOptions options, int count) {
    assertThat(committed(options))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, count).mapToObj(Long::toString).toList());
    for (ConsumerRecord<byte[], byte[]> record :
        KafkaBroker.get().committed(options.topics().late())) {
      assertThat(Long.parseLong(new String(record.value(), StandardCharsets.UTF_8)) % 5)
          .isEqualTo(4);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Some thousand numbers a second; fails some records after a checkpoint as often as told. */
  private static final class Slow implements MapFunction<Long, Long>, CheckpointListener {
    private static final long serialVersionUID = 1;
    private static final AtomicInteger FAILURES_LEFT = new AtomicInteger();

    private int checkpoints;
    private int since;

    @Override
    public Long map(Long number) throws InterruptedException {
      TimeUnit.MICROSECONDS.sleep(500);
      if (checkpoints >= 1
          && ++since > 50
          && FAILURES_LEFT.getAndUpdate(n -> Math.max(n - 1, 0)) > 0) {
        throw new IllegalStateException("injected");
      }
      return number;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      checkpoints++;
    }
  }
}
