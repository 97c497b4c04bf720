package dev.sluice.stream;

import java.time.Duration;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The events of a Kafka cluster, each partition with a clock of its own. */
final class KafkaEvents {
  private KafkaEvents() {}

  /** Adds the source to {@code env}; uid and parallelism are left to the caller. */
  static DataStreamSource<RawEvent> stream(
      StreamExecutionEnvironment env, KafkaOptions options, EventDecoding decoding) {
    KafkaEventSchema schema = new KafkaEventSchema(decoding, options.futureTolerance());
    KafkaEnds ends = new KafkaEnds(schema, KafkaClients.consumer(options), options.groupId());
    return env.fromSource(source(options, schema, ends), clock(options, ends), "events");
  }

  private static WatermarkStrategy<RawEvent> clock(KafkaOptions options, KafkaEnds ends) {
    Duration outOfOrderness = options.outOfOrderness();
    Duration wait = options.joinWait();
    Duration idleness = options.idleness();
    return WatermarkStrategy.<RawEvent>forGenerator(
            context ->
                ends.clock(
                    () ->
                        new EventWatermarks(
                            outOfOrderness, wait, idleness, context.getInputActivityClock(), ends)))
        .withTimestampAssigner((event, recordMillis) -> event.timeMillis());
  }

  private static KafkaEventSource source(
      KafkaOptions options, KafkaEventSchema schema, KafkaEnds ends) {
    Properties properties = KafkaClients.consumer(options);
    properties.setProperty(
        KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
        Long.toString(options.discoveryInterval().toMillis()));
    KafkaSourceBuilder<RawEvent> builder =
        KafkaSource.<RawEvent>builder()
            .setProperties(properties)
            .setGroupId(options.groupId())
            .setStartingOffsets(new KafkaStartingOffsets(options))
            .setDeserializer(schema);
    String pattern = options.topics().eventsPattern();
    if (pattern == null) {
      builder.setTopics(options.topics().events());
    } else {
      builder.setTopicPattern(Pattern.compile(pattern));
    }
    return new KafkaEventSource(builder.build(), schema, ends);
  }
}
