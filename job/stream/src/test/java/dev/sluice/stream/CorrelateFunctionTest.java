package dev.sluice.stream;

import static dev.sluice.stream.CorrelationSamples.BURST;
import static dev.sluice.stream.CorrelationSamples.BURSTS;
import static dev.sluice.stream.CorrelationSamples.LULL;
import static dev.sluice.stream.CorrelationSamples.NOON;
import static dev.sluice.stream.CorrelationSamples.inForce;
import static dev.sluice.stream.CorrelationSamples.titled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.correlate.CompiledCorrelation;
import dev.sluice.engine.correlate.Signal;
import dev.sluice.stream.CorrelateHarness.Setup;
import dev.sluice.stream.OutboundRecord.Destination;
import dev.sluice.stream.control.MessageSchema;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CorrelateFunctionTest {
  private static final CorrelationsInForce SEED = inForce(1, BURST);
  private static final CompiledCorrelation BURST_1 = titled(SEED, "Burst");
  private static final long END = Long.MAX_VALUE;

  private final Setup setup = CorrelateHarness.of(SEED);
  private final RecordedMetrics metrics = setup.metrics();
  private CorrelateHarness harness;

  CorrelateFunctionTest() throws Exception {
    harness = setup.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void signalsCountInTheOrderOfTheirTimesOnceTheWatermarkHasPassedThem() throws Exception {
    send(3000, 1000, 2000, 3000);
    watermarkAt(2999);
    assertThat(harness.titles()).isEmpty();
    watermarkAt(3000);
    assertThat(harness.titles()).containsExactly("Burst 3000");
    Alert alert = harness.alerts().get(0);
    assertThat(alert.host()).isEqualTo("host");
    assertThat(alert.level()).isEqualTo("medium");
    assertThat(Recording.json(alert).at("/ruleSet/version").asLong()).isEqualTo(1);
    assertThat(metrics.count(CorrelateCounters.SIGNALS)).isEqualTo(4);
    assertThat(metrics.count(CorrelateCounters.ALERTS)).isEqualTo(1);
    assertThat(metrics.count(DetectCounters.ALERTS, "level", "medium")).isEqualTo(1);
  }

  @Test
  void aSecondThatTheWatermarkCutsIsReleasedBitByBit() throws Exception {
    send(100, 900, 500, 999, 901);
    for (long millis = 0; millis < 2000; millis += 10) {
      watermarkAt(millis);
    }
    assertThat(harness.titles()).containsExactly("Burst 900");
  }

  @Test
  void aLongLeapOfTheWatermarkReleasesAll() throws Exception {
    for (int i = 0; i < 500; i++) {
      send(i * 3000L);
    }
    watermarkAt(10_000_000);
    assertThat(harness.titles()).hasSize(125).startsWith("Burst 6000", "Burst 18000");
  }

  @Test
  void groupsAreApart() throws Exception {
    harness.signal(CorrelationSamples.signal(BURST_1, "a", 1, 1));
    harness.signal(CorrelationSamples.signal(BURST_1, "b", 2, 1));
    harness.signal(CorrelationSamples.signal(BURST_1, "a", 3, 1));
    watermarkAt(100);
    assertThat(harness.alerts()).isEmpty();
    harness.signal(CorrelationSamples.signal(BURST_1, "a", 101, 1));
    watermarkAt(200);
    assertThat(harness.titles()).containsExactly("Burst 101");
    assertThat(Recording.json(harness.alerts().get(0)).at("/correlation/group/Image").asText())
        .isEqualTo("a");
  }

  @Test
  void nothingIsLeftOnceTheClockHasMovedOn() throws Exception {
    send(1000, 2000, 3000);
    watermarkAt(5000);
    send(4000);
    watermarkAt(5001);
    assertThat(harness.isEmpty()).isFalse();
    watermarkAt(1_000_000);
    assertThat(harness.isEmpty()).isTrue();
  }

  @Test
  void theEndOfInputLeavesNothingEither() throws Exception {
    send(1000, 2000, 3000);
    harness.watermark(END);
    assertThat(harness.titles()).containsExactly("Burst 3000");
    assertThat(harness.isEmpty()).isTrue();
  }

  @Test
  void aLateSignalRaisesAnAlertThatWasMissed() throws Exception {
    send(1000, 3000);
    watermarkAt(5000);
    send(2000);
    watermarkAt(5000);
    assertThat(harness.alerts()).isEmpty();
    watermarkAt(5001);
    assertThat(harness.titles()).containsExactly("Burst 3000");
    assertThat(Recording.json(harness.alerts().get(0)).at("/correlation/late").asBoolean())
        .isTrue();
    assertThat(metrics.count(CorrelateCounters.LATE)).isEqualTo(1);
    assertThat(metrics.count(CorrelateCounters.TOO_LATE)).isZero();
  }

  @Test
  void aLateSignalIsNotTooLateBecauseTheClockLeaps() throws Exception {
    send(1000, 3000);
    watermarkAt(5000);
    send(2000);
    harness.watermark(END);
    assertThat(harness.titles()).containsExactly("Burst 3000");
    assertThat(harness.aside()).isEmpty();
  }

  @Test
  void whatComesLaterThanIsAllowedGoesToItsTopic() throws Exception {
    watermarkAt(30_000);
    send(10_000, 9_999);
    watermarkAt(31_000);
    assertThat(harness.aside()).hasSize(1);
    OutboundRecord late = harness.aside().get(0);
    assertThat(late.destination()).isEqualTo(Destination.LATE);
    assertThat(late.key()).isEqualTo("host");
    assertThat(MessageSchema.of("late").problems(late.value())).isEmpty();
    assertThat(KafkaJobRun.json(late.value()).path("reason").asText()).isEqualTo("LATE");
    assertThat(KafkaJobRun.json(late.value()).at("/origin/offset").asLong()).isEqualTo(9_999);
    assertThat(metrics.count(CorrelateCounters.TOO_LATE)).isEqualTo(1);
  }

  @Test
  void aWindowThatIsJudgedAtItsEndNeedsNoFurtherSignal() throws Exception {
    CorrelationsInForce lull = inForce(1, LULL);
    open(CorrelateHarness.of(lull));
    send(titled(lull, "Lull"), 1000, 2000);
    watermarkAt(10_999);
    assertThat(harness.alerts()).isEmpty();
    watermarkAt(11_000);
    assertThat(harness.titles()).containsExactly("Lull 11000");
    send(titled(lull, "Lull"), 500);
    watermarkAt(12_000);
    assertThat(harness.aside())
        .extracting(record -> KafkaJobRun.json(record.value()).path("reason").asText())
        .containsExactly("FINAL");
    assertThat(harness.titles()).hasSize(1);
    watermarkAt(60_000);
    assertThat(harness.isEmpty()).isTrue();
  }

  @Test
  void anotherTitleKeepsTheWindows() throws Exception {
    send(1000, 2000);
    watermarkAt(2500);
    harness.bring(
        inForce(2, BURST.replace("title: Burst", "title: Volley").replace("medium", "low")));
    send(3000);
    watermarkAt(3000);
    assertThat(harness.titles()).containsExactly("Volley 3000");
    assertThat(harness.alerts().get(0).level()).isEqualTo("low");
    assertThat(Recording.json(harness.alerts().get(0)).at("/ruleSet/version").asLong())
        .isEqualTo(2);
  }

  @Test
  void anotherDefinitionStartsAfreshAndTheOldWindowsVanish() throws Exception {
    send(1000, 2000);
    watermarkAt(2500);
    CorrelationsInForce next = inForce(2, BURST.replace("10s", "11s"));
    harness.bring(next);
    CompiledCorrelation longer = titled(next, "Burst");
    send(longer, 3000);
    send(4000);
    watermarkAt(5000);
    assertThat(harness.alerts()).isEmpty();
    assertThat(metrics.count(CorrelateCounters.OBSOLETE)).isEqualTo(1);
    send(longer, 6000, 7000);
    watermarkAt(8000);
    assertThat(harness.titles()).containsExactly("Burst 7000");
    watermarkAt(100_000);
    assertThat(harness.isEmpty()).isTrue();
  }

  @Test
  void signalsThatWaitWhenTheirDefinitionGoesAreCounted() throws Exception {
    send(1000, 2000);
    harness.bring(inForce(2));
    watermarkAt(3000);
    assertThat(metrics.count(CorrelateCounters.OBSOLETE)).isEqualTo(2);
    assertThat(harness.isEmpty()).isTrue();
  }

  @Test
  void aSignalOfADefinitionThatIsStillToComeWaitsForIt() throws Exception {
    CorrelationsInForce next = inForce(2, BURST.replace("10s", "11s"));
    CompiledCorrelation longer = titled(next, "Burst");
    watermarkAt(1500);
    harness.signal(CorrelationSamples.signal(longer, "a", 1000, 2));
    harness.signal(CorrelationSamples.signal(longer, "a", 2000, 2));
    harness.signal(CorrelationSamples.signal(longer, "a", 3000, 2));
    watermarkAt(5000);
    watermarkAt(6000);
    assertThat(metrics.count(CorrelateCounters.WAITING)).isEqualTo(3);
    assertThat(harness.alerts()).isEmpty();
    harness.bring(next);
    watermarkAt(6001);
    assertThat(harness.titles()).containsExactly("Burst 3000");
    assertThat(metrics.count(CorrelateCounters.OBSOLETE)).isZero();
    watermarkAt(100_000);
    assertThat(harness.isEmpty()).isTrue();
  }

  @Test
  void aSignalDoesNotWaitBeyondTheEndOrForWhatDoesNotCome() throws Exception {
    CompiledCorrelation longer = titled(inForce(2, BURST.replace("10s", "11s")), "Burst");
    harness.signal(CorrelationSamples.signal(longer, "a", 1000, 2));
    harness.signal(CorrelationSamples.signal(longer, "b", 1000, 3));
    watermarkAt(1500);
    harness.bring(inForce(2));
    watermarkAt(1501);
    assertThat(metrics.count(CorrelateCounters.OBSOLETE)).isEqualTo(1);
    harness.watermark(END);
    assertThat(metrics.count(CorrelateCounters.OBSOLETE)).isEqualTo(2);
    assertThat(harness.isEmpty()).isTrue();
  }

  @Test
  void whatFiresIsASignalForThoseThatLookAtIt() throws Exception {
    CorrelationsInForce chain = inForce(1, BURST, BURSTS);
    open(CorrelateHarness.of(chain));
    CompiledCorrelation burst = titled(chain, "Burst");
    send(burst, 1000, 2000, 3000);
    send(burst, 21_000, 22_000, 23_000);
    watermarkAt(30_000);
    assertThat(harness.titles()).containsExactly("Burst 3000", "Burst 23000");
    List<Signal> chained = harness.chained(2);
    assertThat(chained)
        .extracting(s -> s.from().timeMillis() - NOON)
        .containsExactly(3000L, 23_000L);
    assertThat(chained.get(0).from().alertId()).isEqualTo(harness.alerts().get(0).alertId());
    try (CorrelateHarness second = CorrelateHarness.of(chain).stage(2).open()) {
      for (SignalRecord record : harness.records(2)) {
        second.signal(record);
      }
      second.watermark(NOON + 30_000);
      assertThat(second.titles()).containsExactly("Bursts 23000");
    }
  }

  @Test
  void aCorrelationThatOnlyOthersLookAtRaisesNoAlert() throws Exception {
    CorrelationsInForce chain =
        inForce(
            1, List.of(CorrelationSamples.ANY, Samples.file("both.yml", BURST + "---\n" + BURSTS)));
    Setup silent = CorrelateHarness.of(chain);
    open(silent);
    send(titled(chain, "Burst"), 1000, 2000, 3000);
    watermarkAt(3000);
    assertThat(harness.alerts()).isEmpty();
    assertThat(harness.chained(2)).hasSize(1);
    assertThat(silent.metrics().count(CorrelateCounters.SILENT)).isEqualTo(1);
  }

  @Test
  void itSaysBySubtaskWhichRulesItCorrelatesBy() throws Exception {
    harness.tick();
    assertThat(harness.acks()).containsExactly("ACTIVE 1");
    harness.snapshot(1, 1);
    harness.notifyOfCompletedCheckpoint(1);
    harness.tick();
    assertThat(harness.acks()).containsExactly("ACTIVE 1", "DURABLE 1");
    harness.bring(inForce(2, LULL));
    harness.bring(inForce(2, LULL));
    harness.bring(inForce(1, BURST));
    assertThat(harness.acks()).containsExactly("ACTIVE 1", "DURABLE 1", "ACTIVE 2");
    RuleStatus said = harness.side(CorrelateFunction.ACKS).get(2);
    assertThat(said.origin().operator()).isEqualTo("correlate-1");
    assertThat(said.hash()).isEqualTo(inForce(2, LULL).hash());
    harness.broadcast("another incarnation", null);
    assertThat(harness.acks()).hasSize(4).endsWith("ACTIVE 2");
    assertThat(metrics.gauge(CorrelationGauges.ACTIVE)).isEqualTo(1);
    assertThat(metrics.gauge(RuleGauges.VERSION)).isEqualTo(2);
  }

  private void open(Setup another) throws Exception {
    harness.close();
    harness = another.open();
  }

  private void send(long... millis) throws Exception {
    send(BURST_1, millis);
  }

  private void send(CompiledCorrelation correlation, long... millis) throws Exception {
    for (long each : millis) {
      harness.signal(CorrelationSamples.signal(correlation, "a", each, 1));
    }
  }

  private void watermarkAt(long millis) throws Exception {
    harness.watermark(NOON + millis);
  }
}
