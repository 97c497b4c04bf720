package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.Origin;
import dev.sluice.stream.RawEvent.Clock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.Collector;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaEventSchemaTest {
  private static final long NOW = Samples.timeOf(1);

  private final KafkaEventSchema schema =
      new KafkaEventSchema(EventDecoding.builtIn(), Duration.ofMinutes(5));
  private final List<RawEvent> seen = new ArrayList<>();
  private final Map<String, Counter> counters = new HashMap<>();

  @BeforeEach
  void open() {
    MetricGroup group =
        new UnregisteredMetricsGroup() {
          @Override
          public Counter counter(String name) {
            return counters.computeIfAbsent(name, super::counter);
          }
        };
    schema.open(new Context(group));
  }

  /** All that the schema needs of a task. */
  record Context(MetricGroup metrics) implements InitializationContext {
    @Override
    public MetricGroup getMetricGroup() {
      return metrics;
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void anEventHasTheHostAndTimeOfItsHeaderAndTheOriginOfItsRecord() {
    RawEvent event = read(7, NOW, Samples.process(1));
    assertThat(event.host()).isEqualTo("ws-01.example");
    assertThat(event.timeMillis()).isEqualTo(Samples.timeOf(1));
    assertThat(event.clock()).isEqualTo(Clock.MOVES);
    assertThat(event.origin()).isEqualTo(Origin.kafka("t", 2, 7));
    assertThat(event.error()).isNull();
  }

  @Test
  void aTimeAtTheToleranceCountsAndOneBeyondItCountsAsTheRecords() {
    long record = Samples.timeOf(1) - Duration.ofMinutes(5).toMillis();
    assertThat(read(1, record, Samples.process(1)).clock()).isEqualTo(Clock.MOVES);
    RawEvent ahead = read(2, record - 1, Samples.process(1));
    assertThat(ahead.timeMillis()).isEqualTo(record - 1);
    assertThat(ahead.clock()).isEqualTo(Clock.STAYS);
    assertThat(futureDated()).isEqualTo(1);
  }

  @Test
  void aTombstoneIsNoEvent() {
    RawEvent event = read(3, NOW, null);
    assertThat(event.error()).isEqualTo(KafkaEventSchema.TOMBSTONE);
    assertThat(event.bytes()).isEmpty();
    assertThat(event.clock()).isEqualTo(Clock.STAYS);
  }

  @Test
  void aRecordWithoutATimeVouchesForNone() {
    RawEvent event = read(3, -1, Samples.process(1));
    assertThat(event.timeMillis()).isEqualTo(Samples.timeOf(1));
    assertThat(event.clock()).isEqualTo(Clock.STAYS);
    assertThat(read(4, -1, "{}").timeMillis()).isEqualTo(EventClock.NO_TIME);
    assertThat(futureDated()).isZero();
  }

  @Test
  void anEventWithoutATimeCountsAtThatOfItsRecord() {
    RawEvent event = read(3, NOW, "{}");
    assertThat(event.timeMillis()).isEqualTo(NOW);
    assertThat(event.clock()).isEqualTo(Clock.STANDS_IN);
  }

  @Test
  void noBytesMakeItThrow() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] sample = Samples.process(1).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 5000; i++) {
      byte[] bytes = sample.clone();
      for (int n = random.nextInt(8); n >= 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      schema.deserialize(record(i, random.nextLong(), bytes), collector());
    }
    assertThat(seen).as("seed " + seed).hasSize(5000);
  }

  private long futureDated() {
    Counter counter = counters.get(KafkaEventSchema.FUTURE_DATED);
    return counter == null ? -1 : counter.getCount();
  }

  private RawEvent read(long offset, long timestamp, @Nullable String value) {
    byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    schema.deserialize(record(offset, timestamp, bytes), collector());
    return seen.get(seen.size() - 1);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      long offset, long timestamp, byte @Nullable [] value) {
    return new ConsumerRecord<>(
        "t",
        2,
        offset,
        timestamp,
        TimestampType.CREATE_TIME,
        0,
        0,
        null,
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  private Collector<RawEvent> collector() {
    return new Collector<>() {
      @Override
      public void collect(RawEvent event) {
        seen.add(event);
      }

      @Override
      public void close() {}
    };
  }
}
