package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.match.AlertWriter;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.ScanJudge;
import dev.sluice.engine.match.ScanMatcher;
import dev.sluice.stream.EventJudge.Outcome;
import dev.sluice.stream.OutboundRecord.Destination;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
@ExtendWith(KafkaBroker.Shared.class)
class KafkaLargeEventITCase {
  @RegisterExtension static final MiniClusterExtension FLINK = new MiniClusterExtension();

  @Test
  void anEventAtTheBrokersLimitRaisesAnAlertWithoutARestart() throws Exception {
    KafkaBroker broker = KafkaBroker.get();
    KafkaOptions options = broker.options().build();
    broker.createTopics(options, 1);
    String events = options.topics().events().get(0);
    String event = sendLargest(events);
    broker.send(events, 0, 1, Samples.process(2));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings());
    env.setParallelism(1);
    KafkaEvents.stream(env, options, EventDecoding.builtIn())
        .uid("events")
        .flatMap(new Judging(options.bounds().valueBytes()))
        .returns(StreamTypes.OUTBOUND_RECORD)
        .uid("judge")
        .sinkTo(KafkaSinks.exactlyOnce(options))
        .uid(KafkaSinks.UID);
    JobClient job = env.executeAsync();
    String topic = options.topics().alerts();
    Recording.await("two alerts", () -> broker.committed(topic).size() == 2);
    assertThat(Judging.OPENED).hasValue(1);
    job.cancel().get(30, TimeUnit.SECONDS);
    List<JsonNode> alerts = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> alert : broker.committed(topic)) {
      alerts.add(new ObjectMapper().readTree(alert.value()));
    }
    alerts.sort(Comparator.comparing(alert -> alert.get("origin").get("offset").asInt()));
    JsonNode cut = alerts.get(0);
    assertThat(cut.get("truncated").asBoolean()).isTrue();
    assertThat(cut.get("eventLength").asInt()).isEqualTo(event.length());
    assertThat(cut.get("event").get("EventID").asInt()).isEqualTo(1);
    assertThat(alerts.get(1).has("truncated")).isFalse();
  }

  private static Configuration settings() {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
    return settings;
  }

  /** Sends the largest event that the broker takes, and returns it. */
  private static String sendLargest(String topic) {
    String start = Samples.process(1).replaceFirst("\\}$", ",\"Blob\":\"");
    for (int length = EventLimits.defaults().maxBytes(); true; length--) {
      String event = start + "x".repeat(length - start.length() - 2) + "\"}";
      try {
        KafkaBroker.get().send(topic, 0, 1, event);
        return event;
      } catch (IllegalStateException e) {
        assertThat(e).hasRootCauseInstanceOf(RecordTooLargeException.class);
      }
    }
  }

  /** Judges events by one rule, in the place of the detect operator. */
  private static final class Judging extends RichFlatMapFunction<RawEvent, OutboundRecord> {
    private static final long serialVersionUID = 1;
    private static final AtomicInteger OPENED = new AtomicInteger();

    private final int maxAlertBytes;

    Judging(int maxAlertBytes) {
      this.maxAlertBytes = maxAlertBytes;
    }

    @Override
    public void open(OpenContext context) {
      OPENED.incrementAndGet();
    }

    @Override
    public void flatMap(RawEvent raw, Collector<OutboundRecord> out) {
      RuleSet rules =
          Samples.compiled(1, List.of(Samples.file("a.yml", Samples.ANY_PROCESS))).ruleSet();
      Judge judge = new ScanJudge(EventDecoding.builtIn().reader(), new ScanMatcher(rules));
      EventJudge events = new EventJudge(new AlertWriter(InstantSource.system(), maxAlertBytes));
      if (events.judge(raw, judge) instanceof Outcome.Judged judged) {
        judged.alerts().forEach(each -> out.collect(OutboundRecord.of(Destination.ALERTS, each)));
      }
    }
  }
}
