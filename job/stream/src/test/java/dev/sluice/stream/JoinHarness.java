package dev.sluice.stream;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** One subtask that judges, with state on any backend and metrics that can be seen. */
final class JoinHarness extends AbstractStreamOperatorTestHarness<Alert> {
  static final Duration WAIT = Duration.ofSeconds(2);

  private static final int MAX_STATE_BYTES = 256 << 20;

  private final CoBroadcastWithKeyedOperator<String, RawEvent, RuleBroadcast, Alert> detect;

  private JoinHarness(
      CoBroadcastWithKeyedOperator<String, RawEvent, RuleBroadcast, Alert> operator,
      Subtask subtask,
      StateBackend backend,
      RecordedMetrics metrics,
      @Nullable OperatorSubtaskState state)
      throws Exception {
    super(
        operator,
        GateHarness.environment(subtask.of(), subtask.number())
            .setMetricGroup(metrics.task())
            .build());
    this.detect = operator;
    KeySelector<RawEvent, String> host = RawEvent::host;
    config.setStatePartitioner(0, host);
    config.setStateKeySerializer(
        Types.STRING.createSerializer(executionConfig.getSerializerConfig()));
    config.serializeAllConfigs();
    setCheckpointStorage(new JobManagerCheckpointStorage(MAX_STATE_BYTES));
    setStateBackend(backend);
    setup(StreamTypes.ALERT.createSerializer(executionConfig.getSerializerConfig()));
    if (state != null) {
      initializeState(state);
    }
    open();
    detect.processWatermarkStatus2(WatermarkStatus.IDLE);
  }

  /** Which of how many. */
  record Subtask(int number, int of) {}

  static JoinHarness open(
      Subtask subtask,
      StateBackend backend,
      RecordedMetrics metrics,
      @Nullable OperatorSubtaskState state)
      throws Exception {
    DetectFunction function =
        new DetectFunction(
            Samples.SETTINGS,
            new DetectLimits(AlertLimits.DEFAULT, 1 << 20, WAIT, true),
            Samples.update(1, AuditSamples.FILE));
    return new JoinHarness(
        new CoBroadcastWithKeyedOperator<>(
            function, List.of(RuleState.MANIFEST, RuleState.SEGMENTS)),
        subtask,
        backend,
        metrics,
        state);
  }

  void event(RawEvent event) throws Exception {
    StreamRecord<RawEvent> record = new StreamRecord<>(event, event.timeMillis());
    detect.setKeyContextElement1(record);
    detect.processElement1(record);
  }

  void watermark(long millis) throws Exception {
    detect.processWatermark1(new Watermark(millis));
  }

  List<String> alerts() {
    return extractOutputValues().stream().map(AuditSamples::described).toList();
  }

  /** Entries of keyed state, on the heap. */
  int entries() {
    return ((HeapKeyedStateBackend<?>) detect.<String>getKeyedStateBackend())
        .numKeyValueStateEntries();
  }
}
