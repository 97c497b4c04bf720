package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.sigma.SourceFile;
import java.util.List;
import java.util.Queue;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RuleVerifierTest {
  private static final SourceFile ANY = Samples.file("any.yml", Samples.ANY_PROCESS);
  private static final SourceFile CERTUTIL = Samples.file("certutil.yml", Samples.CERTUTIL);
  private static final SourceFile BROKEN = Samples.file("certutil.yml", "title: broken\n");

  @Test
  void anAcceptedProposalIsPassedOn() throws Exception {
    try (var harness = started(null)) {
      harness.processElement(proposal(2, ANY, CERTUTIL), 0);
      assertThat(harness.extractOutputValues())
          .usingRecursiveComparison()
          .ignoringFields("incarnation")
          .isEqualTo(
              List.of(
                  new RuleBroadcast("", update(2, ANY, CERTUTIL).since(Samples.update(1, ANY)))));
      assertThat(statuses(harness)).containsExactly("ACCEPTED 2");
    }
    assertThat(SharedRuleSets.size()).isZero();
  }

  @Test
  void aRefusedProposalIsReportedAndNotPassedOn() throws Exception {
    try (var harness = started(null)) {
      harness.processElement(proposal(2, ANY, BROKEN), 0);
      assertThat(harness.extractOutputValues()).isEmpty();
      assertThat(statuses(harness)).containsExactly("UNCHANGED 2");
    }
  }

  @Test
  void aProposalThatIsNotNewerIsPassedOver() throws Exception {
    try (var harness = started(null)) {
      harness.processElement(proposal(3, ANY, CERTUTIL), 0);
      harness.processElement(proposal(3, ANY), 0);
      harness.processElement(proposal(2, ANY), 0);
      assertThat(harness.extractOutputValues()).hasSize(1);
      assertThat(statuses(harness)).containsExactly("ACCEPTED 3", "STALE 3", "STALE 2");
    }
  }

  @Test
  void correlationsAreSentAtFirstAndWheneverTheSetIsAnother() throws Exception {
    SourceFile burst = Samples.file("burst.yml", CorrelationSamples.BURST);
    OperatorSubtaskState state;
    try (var harness = started(null)) {
      harness.processElement(ControlMessage.TICK, 0);
      harness.processElement(proposal(2, ANY, burst), 0);
      harness.processElement(ControlMessage.TICK, 0);
      assertThat(correlations(harness)).containsExactly("1: 0", "tick", "2: 1", "tick");
      state = harness.snapshot(1, 1);
    }
    try (var harness = started(state)) {
      harness.processElement(ControlMessage.TICK, 0);
      assertThat(correlations(harness)).containsExactly("2: 1", "tick");
    }
  }

  @Test
  void theSetInForceIsRestored() throws Exception {
    OperatorSubtaskState state;
    try (var harness = started(null)) {
      harness.processElement(proposal(2, ANY, CERTUTIL), 0);
      state = harness.snapshot(1, 1);
    }
    try (var harness = started(state)) {
      harness.processElement(proposal(2, ANY), 0);
      harness.processElement(proposal(3, ANY, BROKEN), 0);
      assertThat(harness.extractOutputValues()).isEmpty();
      assertThat(statuses(harness)).containsExactly("STALE 2", "UNCHANGED 3");
    }
  }

  private static OneInputStreamOperatorTestHarness<ControlMessage, RuleBroadcast> started(
      @Nullable OperatorSubtaskState state) throws Exception {
    RuleVerifier verifier =
        new RuleVerifier(Samples.SETTINGS, null, Samples.update(1, ANY), KafkaSeed.Said.NOTHING, 0);
    var harness = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(verifier));
    harness.setup(
        StreamTypes.RULE_BROADCAST.createSerializer(
            harness.getExecutionConfig().getSerializerConfig()));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  /** As it follows the seed. */
  private static RuleSetUpdate update(long version, SourceFile... files) {
    RuleSources sources = Samples.sources(version, List.of(files));
    String rulesHash = Samples.compiled(sources).set().ruleSet().hash();
    return RuleSetUpdate.of(sources, rulesHash, Samples.update(1, ANY));
  }

  private static ControlMessage proposal(long version, SourceFile... files) {
    return ControlMessage.files(
        new RuleProposal(JobOptions.RULE_SET, version, List.of(files), List.of()));
  }

  /** Version and number of correlations of each broadcast that is no tick. */
  private static List<String> correlations(OneInputStreamOperatorTestHarness<?, ?> harness) {
    Queue<StreamRecord<CorrelationBroadcast>> records =
        harness.getSideOutput(RuleVerifier.CORRELATIONS);
    return records.stream()
        .map(record -> record.getValue().inForce())
        .map(set -> set == null ? "tick" : set.version() + ": " + set.correlations().all().size())
        .toList();
  }

  private static List<String> statuses(OneInputStreamOperatorTestHarness<?, ?> harness) {
    Queue<StreamRecord<RuleStatus>> records = harness.getSideOutput(RuleVerifier.STATUS);
    return records.stream().map(r -> r.getValue().kind() + " " + r.getValue().version()).toList();
  }
}
