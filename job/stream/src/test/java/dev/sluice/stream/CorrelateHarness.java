package dev.sluice.stream;

import dev.sluice.engine.correlate.Signal;
import dev.sluice.engine.correlate.SignalCodec;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
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
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** One subtask that correlates. The broadcast side has no clock, as in the job. */
final class CorrelateHarness extends AbstractStreamOperatorTestHarness<Alert> {
  static final Duration LATENESS = Duration.ofSeconds(20);

  private static final int MAX_STATE_BYTES = 256 << 20;

  private final CoBroadcastWithKeyedOperator<String, SignalRecord, CorrelationBroadcast, Alert>
      correlate;

  private CorrelateHarness(
      CoBroadcastWithKeyedOperator<String, SignalRecord, CorrelationBroadcast, Alert> operator,
      Setup setup)
      throws Exception {
    super(
        operator,
        GateHarness.environment(setup.parallelism, setup.subtask)
            .setMetricGroup(setup.metrics.task())
            .build());
    this.correlate = operator;
    KeySelector<SignalRecord, String> key = SignalRecord::key;
    config.setStatePartitioner(0, key);
    config.setStateKeySerializer(
        Types.STRING.createSerializer(executionConfig.getSerializerConfig()));
    config.serializeAllConfigs();
    setCheckpointStorage(new JobManagerCheckpointStorage(MAX_STATE_BYTES));
    if (setup.backend != null) {
      setStateBackend(setup.backend);
    }
    setup(StreamTypes.ALERT.createSerializer(executionConfig.getSerializerConfig()));
    if (setup.state != null) {
      initializeState(setup.state);
    }
    open();
    correlate.processWatermarkStatus2(WatermarkStatus.IDLE);
  }

  static Setup of(CorrelationsInForce seed) {
    return new Setup(seed);
  }

  /** What differs from a new job with one subtask. */
  static final class Setup {
    private final CorrelationsInForce seed;
    private final RecordedMetrics metrics = new RecordedMetrics();
    private int stage = 1;
    private int parallelism = 1;
    private int subtask;
    private @Nullable OperatorSubtaskState state;
    private @Nullable StateBackend backend;

    private Setup(CorrelationsInForce seed) {
      this.seed = seed;
    }

    Setup stage(int number) {
      stage = number;
      return this;
    }

    Setup subtask(int number, int of) {
      subtask = number;
      parallelism = of;
      return this;
    }

    Setup restored(OperatorSubtaskState from) {
      state = from;
      return this;
    }

    Setup backend(StateBackend chosen) {
      backend = chosen;
      return this;
    }

    RecordedMetrics metrics() {
      return metrics;
    }

    CorrelateHarness open() throws Exception {
      return new CorrelateHarness(
          new CoBroadcastWithKeyedOperator<>(
              new CorrelateFunction(stage, LATENESS, 1 << 20, seed),
              List.of(CorrelateFunction.IN_FORCE)),
          this);
    }
  }

  void signal(SignalRecord signal) throws Exception {
    StreamRecord<SignalRecord> record = new StreamRecord<>(signal, signal.timeMillis());
    correlate.setKeyContextElement1(record);
    correlate.processElement1(record);
  }

  void watermark(long millis) throws Exception {
    correlate.processWatermark1(new Watermark(millis));
  }

  void bring(CorrelationsInForce inForce) throws Exception {
    broadcast("i", inForce);
  }

  void tick() throws Exception {
    broadcast("i", null);
  }

  void broadcast(String incarnation, @Nullable CorrelationsInForce inForce) throws Exception {
    correlate.processElement2(new StreamRecord<>(new CorrelationBroadcast(incarnation, inForce)));
  }

  List<Alert> alerts() {
    return extractOutputValues();
  }

  /** Title, and milliseconds after noon of the event time. */
  List<String> titles() {
    return alerts().stream().map(CorrelateHarness::title).toList();
  }

  static String title(Alert alert) {
    var json = Recording.json(alert);
    long millis = java.time.Instant.parse(json.path("eventTime").asText()).toEpochMilli();
    return json.at("/rule/title").asText() + " " + (millis - CorrelationSamples.NOON);
  }

  /** The signals for a later stage. */
  List<Signal> chained(int stage) {
    return records(stage).stream().map(r -> SignalCodec.decode(r.signal())).toList();
  }

  List<SignalRecord> records(int stage) {
    return side(SignalRecord.tag(stage));
  }

  List<OutboundRecord> aside() {
    return side(CorrelateFunction.ASIDE);
  }

  List<String> acks() {
    return side(CorrelateFunction.ACKS).stream().map(s -> s.kind() + " " + s.version()).toList();
  }

  /** Whether neither state nor timers of any group are left; for state on the heap. */
  boolean isEmpty() {
    HeapKeyedStateBackend<?> backend =
        (HeapKeyedStateBackend<?>) correlate.<String>getKeyedStateBackend();
    return backend.numKeyValueStateEntries() == 0 && numEventTimeTimers() == 0;
  }

  <T> List<T> side(OutputTag<T> tag) {
    Queue<StreamRecord<T>> records = getSideOutput(tag);
    return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
  }
}
