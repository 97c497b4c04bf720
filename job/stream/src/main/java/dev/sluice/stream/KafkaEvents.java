package dev.sluice.stream;

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
    return env.fromSource(source(options, decoding), clock(options), "events");
  }

  static WatermarkStrategy<RawEvent> clock(KafkaOptions options) {
    return EventWatermarks.strategy(
        options.outOfOrderness(), options.joinWait(), options.idleness());
  }

  static KafkaEventSource source(KafkaOptions options, EventDecoding decoding) {
    KafkaEventSchema schema = new KafkaEventSchema(decoding, options.futureTolerance());
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
    return new KafkaEventSource(builder.build(), schema);
  }
}
