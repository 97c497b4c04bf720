package dev.sluice.stream;

import dev.sluice.stream.OutboundRecord.Destination;
import dev.sluice.stream.control.StatusRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * The graph of the job between topics of Kafka.
 *
 * <pre>
 * events - judge ahead ---- keyBy host --+         /- signals -- correlate --+
 *                                        +- detect -- alerts, aside, dead letters -- output
 * control + ticks -- rollout - broadcast-+         \- acks, metrics --+
 *                          \- status, accepted manifests -------------+- notices
 * </pre>
 *
 * <p>{@link Correlations} hear of the rules too, and acknowledge them. {@code output} writes
 * exactly once, {@code notices} at least once.
 */
final class KafkaGraph {
  private static final Duration METRICS_INTERVAL = Duration.ofMinutes(1);

  private final KafkaJobOptions options;
  private final KafkaSeed seed;
  private final Duration metricsInterval;

  KafkaGraph(KafkaJobOptions options, KafkaSeed seed) {
    this(options, seed, METRICS_INTERVAL);
  }

  /**
   * @param metricsInterval between two records of a subtask on the metrics topic
   */
  KafkaGraph(KafkaJobOptions options, KafkaSeed seed, Duration metricsInterval) {
    this.options = options;
    this.seed = seed;
    this.metricsInterval = metricsInterval;
  }

  /** Adds the job to {@code env}, with its settings. */
  void build(StreamExecutionEnvironment env) {
    env.configure(
        SluiceJob.configuration(options.kafka().deployment(), options.checkpointInterval()));
    SingleOutputStreamOperator<RuleBroadcast> rules = rules(env);
    SingleOutputStreamOperator<Alert> detect = detect(events(env), rules);
    Correlations correlations =
        Correlations.add(
            detect,
            rules,
            new Correlations.Settings(
                seed.correlations(),
                options.kafka().joinWait(),
                options.allowedLateness(),
                maxAlertBytes()),
            ExecutionConfig.PARALLELISM_DEFAULT);
    records(detect, Destination.ALERTS)
        .uid("alert-records")
        .name("alert records")
        .union(
            records(correlations.alerts(), Destination.ALERTS)
                .uid("correlation-alert-records")
                .name("correlation alert records"),
            detect.getSideOutput(DetectFunction.ASIDE),
            correlations.aside(),
            deadLetters(detect))
        .sinkTo(KafkaSinks.exactlyOnce(options.kafka()))
        .uid(KafkaSinks.UID)
        .name("output");
    // One writer: what was accepted last must stand last.
    notices(rules, detect, correlations)
        .sinkTo(KafkaSinks.atLeastOnce(options.kafka()))
        .setParallelism(1)
        .uid("notices")
        .name("notices");
    if (options.kafka().topics().alertsFast() != null) {
      fastAlerts(detect.union(correlations.alerts()));
    }
  }

  private void fastAlerts(DataStream<Alert> alerts) {
    records(alerts, Destination.ALERTS_FAST)
        .uid("fast-alert-records")
        .name("fast alert records")
        .sinkTo(KafkaSinks.atLeastOnce(options.kafka()))
        .uid("fast-alerts")
        .name("fast alerts");
  }

  private static SingleOutputStreamOperator<OutboundRecord> records(
      DataStream<Alert> alerts, Destination destination) {
    return alerts.map(alert -> OutboundRecord.of(destination, alert), StreamTypes.OUTBOUND_RECORD);
  }

  private DataStream<RawEvent> events(StreamExecutionEnvironment env) {
    DataStream<RawEvent> events =
        KafkaEvents.stream(env, options.kafka(), options.rules().decoding()).uid("events");
    return JudgeAhead.behind(events, options.rules()).uid("judge-ahead");
  }

  private SingleOutputStreamOperator<RuleBroadcast> rules(StreamExecutionEnvironment env) {
    DataStream<ControlMessage> control =
        env.fromSource(controlSource(), ControlWatermarks.strategy(), "control")
            .setParallelism(1)
            .uid("control");
    DataStream<ControlMessage> ticks =
        env.fromSource(new TickSource(false), ControlWatermarks.strategy(), "rule ticks")
            .setParallelism(1)
            .uid("rule-ticks");
    return control
        .union(ticks)
        .process(
            new RuleVerifier(options.rules(), options.admission(), seed.update(), seed.said(), 0))
        .returns(StreamTypes.RULE_BROADCAST)
        .setParallelism(1)
        .uid(RuleVerifier.UID)
        .name("rollout");
  }

  /** Goes on where the seed ends; what was removed meanwhile is made up for by what is left. */
  // Flink's own method takes the deprecated class.
  @SuppressWarnings("deprecation")
  private KafkaSource<ControlMessage> controlSource() {
    TopicPartition partition = new TopicPartition(options.kafka().topics().control(), 0);
    return KafkaSource.<ControlMessage>builder()
        .setProperties(KafkaClients.consumer(options.kafka()))
        .setProperty("commit.offsets.on.checkpoint", "false")
        .setTopics(partition.topic())
        .setStartingOffsets(
            OffsetsInitializer.offsets(
                Map.of(partition, seed.nextOffset()), OffsetResetStrategy.EARLIEST))
        .setDeserializer(new ControlTopicSchema())
        .build();
  }

  private SingleOutputStreamOperator<Alert> detect(
      DataStream<RawEvent> events, DataStream<RuleBroadcast> rules) {
    DetectLimits limits =
        new DetectLimits(
            options.alerts(), maxAlertBytes(), options.kafka().joinWait(), options.lineage());
    long metricsTicks = Math.max(1, metricsInterval.toMillis() * TickSource.PER_SECOND / 1000);
    return events
        .keyBy(RawEvent::host, Types.STRING)
        .connect(rules.broadcast(RuleState.MANIFEST, RuleState.SEGMENTS))
        .process(
            new DetectFunction(
                options.rules(),
                limits,
                seed.update(),
                Math.toIntExact(metricsTicks),
                options.hostGroups()),
            StreamTypes.ALERT)
        .uid(DetectFunction.UID)
        .name("detect");
  }

  private int maxAlertBytes() {
    return options.kafka().bounds().valueBytes() - OverflowRecords.MARK_BYTES;
  }

  private static DataStream<OutboundRecord> deadLetters(SingleOutputStreamOperator<Alert> detect) {
    return detect
        .getSideOutput(DetectFunction.UNDECODABLE)
        .map(OutboundRecord::of, StreamTypes.OUTBOUND_RECORD)
        .uid("dead-letter-records")
        .name("dead letter records");
  }

  private DataStream<OutboundRecord> notices(
      SingleOutputStreamOperator<RuleBroadcast> rules,
      SingleOutputStreamOperator<Alert> detect,
      Correlations correlations) {
    String ruleSet = options.admission().name();
    DataStream<OutboundRecord> status =
        rules
            .getSideOutput(RuleVerifier.STATUS)
            .union(detect.getSideOutput(DetectFunction.ACKS), correlations.acks())
            .<OutboundRecord>flatMap(
                (said, out) -> {
                  StatusRecord record = said.toRecord(Instant.now());
                  if (record != null) {
                    out.collect(
                        new OutboundRecord(Destination.STATUS, ruleSet, record.toJson(), null));
                  }
                },
                StreamTypes.OUTBOUND_RECORD)
            .setParallelism(1)
            .uid("status-records")
            .name("status records");
    DataStream<OutboundRecord> accepted =
        rules
            .getSideOutput(RuleVerifier.ACCEPTED)
            .map(
                envelope -> new OutboundRecord(Destination.RULESETS, ruleSet, envelope, null),
                StreamTypes.OUTBOUND_RECORD)
            .setParallelism(1)
            .uid("accepted-records")
            .name("accepted manifests");
    return status.union(
        accepted,
        detect.getSideOutput(DetectFunction.METRICS),
        detect.getSideOutput(DetectFunction.COVERAGE));
  }
}
