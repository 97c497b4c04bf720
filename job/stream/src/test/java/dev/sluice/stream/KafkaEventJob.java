package dev.sluice.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A job that only reads events from Kafka, one for each test, and all that comes out of it. */
final class KafkaEventJob implements BeforeEachCallback, AfterEachCallback {
  /** The time that {@link #send} gives to records. */
  static final long INTAKE = Instant.parse("2026-11-22T09:00:00Z").toEpochMilli();

  private final List<RawEvent> seen = new CopyOnWriteArrayList<>();
  private final InMemoryReporter metrics;
  private @Nullable JobClient job;

  KafkaEventJob(InMemoryReporter metrics) {
    this.metrics = metrics;
  }

  /** The cluster that such jobs need; {@code metrics} serves no other. */
  static MiniClusterExtension cluster(InMemoryReporter metrics) {
    return new MiniClusterExtension(
        new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .setConfiguration(metrics.addToConfiguration(new Configuration()))
            .build());
  }

  /** Makes the topic of events of {@code options}. */
  static String topic(KafkaOptions options, int partitions) throws Exception {
    String topic = options.topics().events().get(0);
    KafkaBroker.get().createTopic(topic, partitions, Map.of());
    return topic;
  }

  /** Sends the start of process {@code number}. */
  static void send(String topic, int partition, int number) {
    KafkaBroker.get().send(topic, partition, INTAKE, Samples.process(number));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    WatermarkProbe.SEEN.clear();
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    if (job != null && !job.getJobStatus().get().isGloballyTerminalState()) {
      job.cancel().get(30, TimeUnit.SECONDS);
    }
  }

  void run(KafkaOptions options, int parallelism) throws Exception {
    run(options, parallelism, EventDecoding.builtIn());
  }

  void run(KafkaOptions options, int parallelism, EventDecoding decoding) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings());
    Consumer<RawEvent> consumer = seen::add;
    KafkaEvents.stream(env, options, decoding)
        .setParallelism(parallelism)
        .uid("events")
        .transform("clock", StreamTypes.RAW_EVENT, new WatermarkProbe())
        .setParallelism(1)
        .uid("clock")
        .sinkTo(CallerSink.to(options.deployment(), RawEvent.class, consumer))
        .setParallelism(1)
        .uid("caller");
    job = env.executeAsync();
  }

  private static Configuration settings() {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(20));
    // A job that may be tried for ever and still ends was not tried again.
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    return settings;
  }

  /** The events in the order in which they came out. */
  List<RawEvent> seen() {
    return seen;
  }

  /** The watermarks in the order in which they came out. */
  List<Long> watermarks() {
    return WatermarkProbe.SEEN;
  }

  /** The last of them; the least there is before the first. */
  long watermark() {
    List<Long> all = watermarks();
    return all.isEmpty() ? Long.MIN_VALUE : all.get(all.size() - 1);
  }

  /** Waits for the end of the job, and throws what ended it. */
  void result() throws Exception {
    running().getJobExecutionResult().get(30, TimeUnit.SECONDS);
  }

  /** What all subtasks have counted as {@code metric}. */
  long count(String metric) {
    return metrics.findMetrics(running().getJobID(), metric).values().stream()
        .mapToLong(found -> ((Counter) found).getCount())
        .sum();
  }

  private JobClient running() {
    if (job == null) {
      throw new IllegalStateException("no job runs");
    }
    return job;
  }

  /** Notes each watermark that all events before it have passed. */
  private static final class WatermarkProbe extends AbstractStreamOperator<RawEvent>
      implements OneInputStreamOperator<RawEvent, RawEvent> {
    private static final long serialVersionUID = 1;
    private static final List<Long> SEEN = new CopyOnWriteArrayList<>();

    @Override
    public void processElement(StreamRecord<RawEvent> element) {
      output.collect(element);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
      SEEN.add(mark.getTimestamp());
      super.processWatermark(mark);
    }
  }
}
