package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.review.SeenKind;
import dev.sluice.engine.sigma.Hashes;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.OutboundRecord.Destination;
import dev.sluice.stream.control.CoverageRecord;
import dev.sluice.stream.control.ManifestEntry.Mode;
import dev.sluice.stream.control.MessageSchema;
import dev.sluice.stream.control.Reading.Valid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DetectMetricsTest {
  private static final SourceFile ANY = Samples.file("any.yml", Samples.ANY_PROCESS);
  private static final SourceFile CERTUTIL = Samples.file("certutil.yml", Samples.CERTUTIL);
  private static final int TICKS = 3;

  private final RecordedMetrics metrics = new RecordedMetrics();
  private final RuleSetUpdate first = Samples.update(1, ANY, CERTUTIL);
  private final Harness harness;

  DetectMetricsTest() throws Exception {
    harness = new Harness(metrics, first);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
    assertThat(SharedRuleSets.size()).isZero();
  }

  @Test
  void whatBecomesOfEventsIsCounted() throws Exception {
    harness.event(Samples.process(1));
    harness.event(Samples.process(3));
    harness.event("{\"broken");
    harness.event("{\"a\":1}");
    harness.event(
        """
        {"ecs":{"version":"8.11"},"event":{"category":"none"},"@timestamp":"2026-11-20T09:00:00Z"}\
        """);
    assertThat(metrics.count(DetectCounters.JUDGED)).isEqualTo(2);
    assertThat(metrics.count(DetectCounters.BYTES))
        .isEqualTo(length(Samples.process(1)) + length(Samples.process(3)));
    assertThat(metrics.count(DetectCounters.UNROUTED)).isEqualTo(2);
    assertThat(metrics.count(DetectCounters.UNMAPPED, "schema", EventSchemas.UNRECOGNISED))
        .isEqualTo(1);
    assertThat(metrics.count(DetectCounters.UNMAPPED, "schema", "ecs")).isEqualTo(1);
    assertThat(metrics.count(DetectCounters.UNDECODABLE, "reason", "MALFORMED_JSON")).isEqualTo(1);
    assertThat(metrics.count(DetectCounters.WITHOUT_TIME)).isEqualTo(1);
    assertThat(metrics.count(DetectCounters.ALERTS, "level", "high")).isEqualTo(1);
    assertThat(metrics.count(DetectCounters.ALERTS, "level", "informational")).isEqualTo(2);
    assertThat(metrics.count(DetectCounters.SHADOWED)).isZero();
  }

  @Test
  void oneEventInSixtyFourIsMeasured() throws Exception {
    RawEvent event = Samples.raw(Samples.process(1), 1);
    for (int i = 0; i < 3 * MatchTimes.EVERY - 1; i++) {
      harness.event(event);
    }
    assertThat(metrics.histogram(MatchTimes.NAME).getCount()).isEqualTo(2);
    assertThat(metrics.histogram(MatchTimes.NAME).getStatistics().getMin()).isPositive();
  }

  @Test
  void theRulesTestedAreCountedAcrossSets() throws Exception {
    judgeByPlan();
    long before = metrics.count(DetectCounters.TESTED);
    harness.bring(Samples.update(2, ANY));
    harness.tick();
    assertThat(metrics.count(DetectCounters.TESTED)).isGreaterThanOrEqualTo(before);
    judgeByPlan();
    assertThat(metrics.count(DetectCounters.TESTED)).isGreaterThan(before);
    assertThat(metrics.count(DetectCounters.INDEXED))
        .isPositive()
        .isLessThanOrEqualTo(metrics.count(DetectCounters.JUDGED));
  }

  @Test
  void theSetInForceIsShown() throws Exception {
    assertThat(metrics.gauge(RuleGauges.ACTIVE)).isEqualTo(2);
    assertThat(metrics.gauge(RuleGauges.VERSION)).isEqualTo(1);
    assertThat(metrics.gauge(RuleGauges.HASH)).isEqualTo(number(first));
    assertThat(metrics.gauge(RuleGauges.SWAP)).isZero();
    RuleSetUpdate second = Samples.update(2, ANY);
    harness.bring(second);
    assertThat(metrics.gauge(RuleGauges.ACTIVE)).isEqualTo(1);
    assertThat(metrics.gauge(RuleGauges.VERSION)).isEqualTo(2);
    assertThat(metrics.gauge(RuleGauges.HASH)).isEqualTo(number(second)).isNotZero();
    assertThat(metrics.gauge(RuleGauges.PAUSE)).isPositive();
    assertThat(metrics.gauge(RuleGauges.SWAP)).isNotNegative();
    assertThat(metrics.gauge(RuleGauges.COMPILE)).isNotNegative();
  }

  @Test
  void theHashOfPrometheusIsExactInItsNumbers() {
    assertThat(RuleGauges.number("")).isZero();
    long largest = RuleGauges.number("f".repeat(64));
    assertThat((long) (double) largest).isEqualTo(largest).isEqualTo((1L << 48) - 1);
  }

  @Test
  void acksWaitUntilTheyAreSaidAndACheckpointIsComplete() throws Exception {
    assertThat(metrics.gauge(RuleGauges.WAITING_ACKS)).isEqualTo(2);
    harness.tick();
    assertThat(metrics.gauge(RuleGauges.WAITING_ACKS)).isEqualTo(1);
    harness.snapshot(1, 1);
    harness.notifyOfCompletedCheckpoint(1);
    assertThat(metrics.gauge(RuleGauges.WAITING_ACKS)).isEqualTo(1);
    harness.tick();
    assertThat(metrics.gauge(RuleGauges.WAITING_ACKS)).isZero();
  }

  @Test
  void theMetricsTopicHearsOfEachRuleAfterSoManyTicks() throws Exception {
    harness.event(Samples.process(1));
    harness.event(Samples.process(3));
    harness.event("{\"a\":1}");
    harness.event("{\"broken");
    harness.tick();
    harness.tick();
    assertThat(harness.records()).isEmpty();
    harness.tick();
    JsonNode record = only(harness.records());
    assertThat(record.path("version").asLong()).isEqualTo(1);
    assertThat(record.path("hash").asText()).isEqualTo(first.manifest().hash());
    assertThat(record.path("incarnation").asText()).isEqualTo("i");
    assertThat(record.path("events").asLong()).isEqualTo(2);
    assertThat(record.path("unrouted").asLong()).isEqualTo(1);
    assertThat(record.path("undecodable").asLong()).isEqualTo(1);
    assertThat(record.path("rules")).hasSize(2);
    assertThat(record.at("/rules/0/matches").asLong()).isEqualTo(2);
    assertThat(record.at("/rules/1/matches").asLong()).isEqualTo(1);
  }

  @Test
  void alertsBeyondTheBudgetAreFiguresOfTheirRule() throws Exception {
    RawEvent event = Samples.raw(Samples.process(1), 1);
    for (int i = 0; i < Harness.BUDGET + 4; i++) {
      harness.event(event);
    }
    for (int i = 0; i < TICKS; i++) {
      harness.tick();
    }
    JsonNode rule = only(harness.records()).at("/rules/0");
    assertThat(rule.path("matches").asLong()).isEqualTo(Harness.BUDGET + 4);
    assertThat(rule.path("overflowed").asLong()).isEqualTo(4);
    assertThat(metrics.count(AlertGate.OVERFLOWED)).isEqualTo(4);
  }

  @Test
  void alertsInShadowAreCountedApart() throws Exception {
    Pusher pusher = new Pusher();
    pusher.replace(ANY);
    String id = Pusher.entries(ANY).get(0).id();
    Pusher.Push shadow = pusher.mode(Mode.SHADOW, id);
    RuleSources sources =
        RuleSources.of(
            shadow.manifest(), shadow.hash(), Map.of(Hashes.sha256(ANY.content()), ANY.content()));
    harness.bring(RuleSetUpdate.of(sources, Samples.compiled(sources).set().ruleSet().hash()));
    harness.event(Samples.process(1));
    assertThat(metrics.count(DetectCounters.SHADOWED)).isEqualTo(1);
    assertThat(metrics.count(DetectCounters.ALERTS, "level", "informational")).isZero();
    harness.takeRecords();
    for (int i = 0; i < TICKS && harness.records().isEmpty(); i++) {
      harness.tick();
    }
    JsonNode rule = only(harness.records()).at("/rules/0");
    assertThat(rule.path("id").asText()).isEqualTo(id);
    assertThat(rule.path("shadow").asLong()).isEqualTo(1);
  }

  @Test
  void coverageIsSaidOfEachGroupOfHosts() throws Exception {
    for (int i = 0; i < 7; i++) {
      harness.event(Samples.process(i));
    }
    harness.event("{\"broken");
    harness.event("{\"a\":1}");
    ticks();
    assertThat(harness.records()).hasSize(1);
    List<CoverageRecord> said = harness.coverage();
    assertThat(said).extracting(CoverageRecord::group).containsExactly("early", "other");
    assertThat(said).extracting(CoverageRecord::asked).containsExactly(2L, 5L);
    assertThat(said).extracting(CoverageRecord::hash).containsOnly(first.manifest().hash());
    SeenKind kind = said.get(1).kinds().get(0);
    assertThat(said.get(1).kinds()).hasSize(1);
    assertThat(kind.events()).isEqualTo(5);
    assertThat(kind.hosts().estimate()).isEqualTo(5);
    assertThat(kind.present()).containsExactlyInAnyOrder("Image", "CommandLine");
    assertThat(kind.absent()).isEmpty();
  }

  @Test
  void coverageIsSaidAgainWhenSomethingIsNewAndSeldomOtherwise() throws Exception {
    harness.event(Samples.process(0));
    ticks();
    assertThat(harness.coverage()).hasSize(2);
    harness.event(Samples.process(0));
    ticks();
    assertThat(harness.coverage()).hasSize(2);
    harness.event(Samples.process(3));
    ticks();
    assertThat(harness.coverage()).hasSize(4);
    for (int i = 0; i < 10; i++) {
      ticks();
    }
    assertThat(harness.coverage()).hasSize(6);
  }

  @Test
  void anotherRuleSetKeepsWhatIsKnown() throws Exception {
    harness.event(Samples.process(0));
    RuleSetUpdate second = Samples.update(2, ANY);
    harness.bring(second);
    harness.event(Samples.process(0));
    ticks();
    CoverageRecord last = harness.coverage().get(harness.coverage().size() - 2);
    assertThat(last.hash()).isEqualTo(second.manifest().hash());
    assertThat(last.asked()).isEqualTo(1);
    assertThat(last.rulesSince()).isAfter(last.since());
    assertThat(last.kinds().get(0).events()).isEqualTo(2);
    assertThat(last.kinds().get(0).present()).containsExactly("Image");
  }

  private void ticks() throws Exception {
    for (int i = 0; i < TICKS; i++) {
      harness.tick();
    }
  }

  /** Judges until an event was judged with a plan, for plans are built aside. */
  private void judgeByPlan() throws Exception {
    long before = metrics.count(DetectCounters.INDEXED);
    RawEvent event = Samples.raw(Samples.process(3), 1);
    for (int i = 0; i < 1000 && metrics.count(DetectCounters.INDEXED) == before; i++) {
      harness.event(event);
      harness.tick();
      Thread.sleep(5);
    }
    assertThat(metrics.count(DetectCounters.INDEXED)).isGreaterThan(before);
  }

  private static long number(RuleSetUpdate update) {
    return Long.parseLong(update.manifest().hash().substring(0, 12), 16);
  }

  private static int length(String event) {
    return event.getBytes(StandardCharsets.UTF_8).length;
  }

  private static JsonNode only(List<OutboundRecord> records) throws IOException {
    assertThat(records).hasSize(1);
    OutboundRecord record = records.get(0);
    assertThat(record.destination()).isEqualTo(Destination.METRICS);
    assertThat(MessageSchema.of("metrics").problems(record.value())).isEmpty();
    return new ObjectMapper().readTree(record.value());
  }

  /** One subtask of one, with metrics that can be seen. */
  private static final class Harness extends AbstractStreamOperatorTestHarness<Alert> {
    static final int BUDGET = 20;

    private final CoBroadcastWithKeyedOperator<String, RawEvent, RuleBroadcast, Alert> detect;
    private final DetectFunction function;
    private int events;

    Harness(RecordedMetrics metrics, RuleSetUpdate seed) throws Exception {
      this(
          new DetectFunction(
              Samples.SETTINGS,
              new DetectLimits(
                  new AlertLimits(BUDGET, Duration.ZERO, 1), 1 << 20, Duration.ZERO, true),
              seed,
              TICKS,
              HostGroups.parse(List.of("early=ws-00.*,WS-01.*"))),
          metrics);
    }

    private Harness(DetectFunction function, RecordedMetrics metrics) throws Exception {
      this(
          function,
          new CoBroadcastWithKeyedOperator<>(
              function, List.of(RuleState.MANIFEST, RuleState.SEGMENTS)),
          metrics);
    }

    private Harness(
        DetectFunction function,
        CoBroadcastWithKeyedOperator<String, RawEvent, RuleBroadcast, Alert> operator,
        RecordedMetrics metrics)
        throws Exception {
      super(operator, GateHarness.environment(1, 0).setMetricGroup(metrics.task()).build());
      this.function = function;
      this.detect = operator;
      KeySelector<RawEvent, String> host = RawEvent::host;
      config.setStatePartitioner(0, host);
      config.setStateKeySerializer(
          Types.STRING.createSerializer(executionConfig.getSerializerConfig()));
      config.serializeAllConfigs();
      setup();
      open();
    }

    void event(String event) throws Exception {
      event(Samples.raw(event, events++));
    }

    void event(RawEvent event) throws Exception {
      StreamRecord<RawEvent> record = new StreamRecord<>(event, 0);
      detect.setKeyContextElement1(record);
      detect.processElement1(record);
    }

    void tick() throws Exception {
      broadcast(null);
    }

    void bring(RuleSetUpdate update) throws Exception {
      broadcast(update);
      for (int i = 0; i < 1000 && function.isCompiling(); i++) {
        Thread.sleep(10);
        tick();
      }
    }

    private void broadcast(@Nullable RuleSetUpdate update) throws Exception {
      detect.processElement2(new StreamRecord<>(new RuleBroadcast("i", update), 0));
    }

    List<OutboundRecord> records() {
      Queue<StreamRecord<OutboundRecord>> records = getSideOutput(DetectFunction.METRICS);
      return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
    }

    List<CoverageRecord> coverage() {
      Queue<StreamRecord<OutboundRecord>> records = getSideOutput(DetectFunction.COVERAGE);
      List<CoverageRecord> coverage = new ArrayList<>();
      for (StreamRecord<OutboundRecord> record : records) {
        OutboundRecord value = record.getValue();
        assertThat(value.destination()).isEqualTo(Destination.METRICS);
        assertThat(MessageSchema.of("coverage").problems(value.value())).isEmpty();
        coverage.add(((Valid<CoverageRecord>) CoverageRecord.read(value.value())).value());
        assertThat(value.key()).isEqualTo(coverage.get(coverage.size() - 1).key());
      }
      return coverage;
    }

    void takeRecords() {
      Queue<StreamRecord<OutboundRecord>> records = getSideOutput(DetectFunction.METRICS);
      if (records != null) {
        records.clear();
      }
    }
  }
}
