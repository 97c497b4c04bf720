package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.correlate.Signal;
import dev.sluice.engine.correlate.SignalCodec;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.RuleStatus.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DetectFunctionTest {
  private static final SourceFile ANY = Samples.file("any.yml", Samples.ANY_PROCESS);
  private static final SourceFile CERTUTIL = Samples.file("certutil.yml", Samples.CERTUTIL);
  private static final RawEvent NOTEPAD = Samples.raw(Samples.process(1), 1);
  private static final RawEvent DOWNLOAD = Samples.raw(Samples.process(3), 3);

  private final List<Harness> open = new ArrayList<>();

  @AfterEach
  void closeHarnesses() throws Exception {
    for (Harness harness : open) {
      harness.close();
    }
    assertThat(SharedRuleSets.size()).isZero();
  }

  @Test
  void toJudgeAnEventWithoutARuleSetIsABug() throws Exception {
    Harness harness = started(null, null);
    assertThatThrownBy(() -> harness.processElement(NOTEPAD, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("before any rule set");
  }

  @Test
  void theFirstEventIsJudgedByTheSeed() throws Exception {
    Harness harness = started(Samples.update(1, ANY), null);
    harness.processElement(NOTEPAD, 0);
    assertThat(alerts(harness)).hasSize(1);
    assertThat(statuses(harness)).containsExactly("ACTIVE 1");
  }

  @Test
  void whatWasJudgedAheadByTheSetInForceIsSilentAndByAnotherIsJudged() throws Exception {
    Harness harness = started(Samples.update(1, CERTUTIL), null);
    long id = id(Samples.update(1, CERTUTIL));
    for (int i = 0; i < 100; i++) {
      harness.processElement(NOTEPAD.silentUnder(id), 0);
    }
    assertThat(alerts(harness)).isEmpty();
    harness.processElement(DOWNLOAD.silentUnder(id ^ 2), 0);
    assertThat(alerts(harness)).hasSize(1);
    bring(harness, Samples.update(2, ANY));
    harness.processElement(NOTEPAD.silentUnder(id), 0);
    assertThat(alerts(harness)).hasSize(2);
  }

  @Test
  void thatWhichWasJudgedAheadFiresIsABugAndFoundSoon() throws Exception {
    Harness harness = started(Samples.update(1, CERTUTIL), null);
    RawEvent wrong = DOWNLOAD.silentUnder(id(Samples.update(1, CERTUTIL)));
    for (int i = 1; i < HostEvents.AUDITED; i++) {
      harness.processElement(wrong, 0);
    }
    assertThatThrownBy(() -> harness.processElement(wrong, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("judged ahead");
  }

  private static long id(RuleSetUpdate update) {
    try (SharedRuleSets.Lease lease = SharedRuleSets.lease(update, Samples.SETTINGS, null)) {
      return lease.id();
    }
  }

  @Test
  void aNewerSetTakesTheOldOnesPlace() throws Exception {
    Harness harness = started(Samples.update(1, ANY), null);
    bring(harness, Samples.update(2, CERTUTIL));
    harness.processElement(NOTEPAD, 0);
    assertThat(alerts(harness)).isEmpty();
    harness.processElement(DOWNLOAD, 0);
    assertThat(alerts(harness)).hasSize(1);
    assertThat(statuses(harness)).containsExactly("ACTIVE 2");
  }

  @Test
  void theNewestVersionWinsInWhateverOrderTheyCome() throws Exception {
    Harness harness = started(Samples.update(1, ANY), null);
    bring(harness, Samples.update(3, CERTUTIL));
    bring(harness, Samples.update(2, ANY, CERTUTIL));
    bring(harness, Samples.update(3, CERTUTIL));
    assertThat(statuses(harness)).containsExactly("ACTIVE 3");
    assertThat(manifest(harness).version()).isEqualTo(3);
    harness.processElement(NOTEPAD, 0);
    assertThat(alerts(harness)).isEmpty();
  }

  @Test
  void aRestoredSetWinsOverTheSeed() throws Exception {
    Harness before = started(Samples.update(1, ANY), null);
    bring(before, Samples.update(5, CERTUTIL));
    OperatorSubtaskState state = before.snapshot(1, 1);

    Harness after = started(Samples.update(1, ANY), state);
    after.processElement(NOTEPAD, 0);
    after.processElement(DOWNLOAD, 0);
    assertThat(alerts(after)).hasSize(1);
    assertThat(statuses(after)).containsExactly("ACTIVE 5");
  }

  @Test
  void aRestoredSetNeedsNoSeed() throws Exception {
    OperatorSubtaskState state = started(Samples.update(4, ANY), null).snapshot(1, 1);
    Harness after = started(null, state);
    after.processElement(NOTEPAD, 0);
    assertThat(statuses(after)).containsExactly("ACTIVE 4");
  }

  @Test
  void theSettingsOfThisJobHoldForARestoredSet() throws Exception {
    OperatorSubtaskState state = started(Samples.update(4, ANY, CERTUTIL), null).snapshot(1, 1);
    RuleSettings onlyHigh =
        RuleSettings.of(
            new dev.sluice.engine.match.RuleSelection(
                List.of(), List.of(), java.util.Set.of(), "high", java.util.Set.of()),
            Map.of(),
            EventDecoding.builtIn());
    Harness after = started(onlyHigh, null, state);
    after.processElement(DOWNLOAD, 0);
    assertThat(alerts(after)).hasSize(1);
  }

  @Test
  void stateHoldsTheSourcesOfTheSetInForceAndNoOther() throws Exception {
    Harness harness = started(Samples.update(1, ANY), null);
    assertThat(manifest(harness))
        .usingRecursiveComparison()
        .isEqualTo(Samples.update(1, ANY).manifest());
    RuleSetUpdate next = Samples.update(2, CERTUTIL);
    bring(harness, next);
    Map<String, byte[]> blobs = new java.util.HashMap<>();
    harness
        .getBroadcastState(RuleState.SEGMENTS)
        .iterator()
        .forEachRemaining(blob -> blobs.put(blob.getKey(), blob.getValue()));
    assertThat(blobs).containsOnlyKeys(next.segments().keySet());
  }

  @Test
  void aSetThatCompilesToAnotherThanTheVerifiersFailsTheTask() throws Exception {
    Harness harness = started(Samples.update(1, ANY), null);
    RuleSetUpdate other = RuleSetUpdate.of(Samples.sources(2, List.of(CERTUTIL)), "another hash");
    assertThatThrownBy(() -> bring(harness, other)).hasMessageContaining("another hash");
  }

  @Test
  void bytesThatAreNoEventGoAside() throws Exception {
    Harness harness = started(Samples.update(1, ANY), null);
    harness.processElement(Samples.raw("{\"broken", 7), 0);
    harness.processElement(Samples.raw("{\"fits\":\"no log source\"}", 8), 0);
    harness.processElement(NOTEPAD, 0);
    List<UndecodableEvent> aside = side(harness, DetectFunction.UNDECODABLE);
    assertThat(aside).extracting(event -> event.origin().position()).containsExactly(7L);
    assertThat(alerts(harness)).hasSize(1);
  }

  @Test
  void aMatchThatACorrelationLooksAtIsASignal() throws Exception {
    SourceFile[] files = CorrelationSamples.files(CorrelationSamples.BURST);
    Harness harness = started(Samples.update(7, files), null);
    harness.processElement(DOWNLOAD, 0);
    List<SignalRecord> records = side(harness, SignalRecord.tag(1));
    assertThat(records).hasSize(1);
    SignalRecord record = records.get(0);
    assertThat(record.version()).isEqualTo(7);
    assertThat(record.timeMillis()).isEqualTo(Samples.timeOf(3));
    CorrelationsInForce inForce = CorrelationSamples.inForce(7, CorrelationSamples.BURST);
    assertThat(SignalKey.parse(record.key()))
        .isEqualTo(
            new SignalKey(
                CorrelationSamples.titled(inForce, "Burst").definitionHash(),
                List.of("c:\\windows\\certutil.exe")));
    Signal signal = SignalCodec.decode(record.signal());
    assertThat(signal.from().origin()).isEqualTo(DOWNLOAD.origin());
    assertThat(signal.from().host()).isEqualTo("ws-03.example");
    assertThat(alerts(harness)).hasSize(2);
  }

  @Test
  void aRuleThatOnlyACorrelationLooksAtRaisesNoAlert() throws Exception {
    SourceFile both =
        Samples.file("both.yml", Samples.ANY_PROCESS + "---\n" + CorrelationSamples.BURST);
    Harness harness = started(Samples.update(1, both), null);
    harness.processElement(NOTEPAD, 0);
    assertThat(alerts(harness)).isEmpty();
    assertThat(side(harness, SignalRecord.tag(1))).hasSize(1);
  }

  private Harness started(@Nullable RuleSetUpdate seed, @Nullable OperatorSubtaskState state)
      throws Exception {
    return started(Samples.SETTINGS, seed, state);
  }

  private Harness started(
      RuleSettings settings, @Nullable RuleSetUpdate seed, @Nullable OperatorSubtaskState state)
      throws Exception {
    Harness harness = new Harness(new DetectFunction(settings, DetectLimits.NONE, seed));
    open.add(harness);
    harness.setup();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  /** Broadcasts {@code update}, then ticks until the function has spoken of a set. */
  private static void bring(Harness harness, RuleSetUpdate update) throws Exception {
    harness.processBroadcastElement(new RuleBroadcast("i", update), 0);
    for (int i = 0; i < 1000 && harness.isCompiling(); i++) {
      Thread.sleep(10);
      harness.processBroadcastElement(new RuleBroadcast("i", null), 0);
    }
  }

  private static RuleManifest manifest(Harness harness) throws Exception {
    return harness.getBroadcastState(RuleState.MANIFEST).iterator().next().getValue();
  }

  private static List<Alert> alerts(Harness harness) {
    return harness.extractOutputValues();
  }

  private static List<String> statuses(Harness harness) {
    return side(harness, DetectFunction.ACKS).stream()
        .peek(status -> assertThat(status.kind()).isEqualTo(Kind.ACTIVE))
        .map(status -> status.kind() + " " + status.version())
        .toList();
  }

  private static <T> List<T> side(AbstractStreamOperatorTestHarness<?> harness, OutputTag<T> tag) {
    Queue<StreamRecord<T>> records = harness.getSideOutput(tag);
    return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
  }

  /** One subtask of one. */
  private static final class Harness
      extends KeyedBroadcastOperatorTestHarness<String, RawEvent, RuleBroadcast, Alert> {
    private final DetectFunction function;

    Harness(DetectFunction function) throws Exception {
      super(
          new CoBroadcastWithKeyedOperator<>(
              function, List.of(RuleState.MANIFEST, RuleState.SEGMENTS)),
          RawEvent::host,
          Types.STRING,
          1,
          1,
          0);
      this.function = function;
    }

    boolean isCompiling() {
      return function.isCompiling();
    }
  }
}
