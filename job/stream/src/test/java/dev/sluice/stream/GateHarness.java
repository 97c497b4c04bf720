package dev.sluice.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** An {@link AlertGate} in an operator of its own, which says in lines what is routed where. */
final class GateHarness implements AutoCloseable {
  static final long MINUTE = AlertMinute.MILLIS;
  static final int MAX_PARALLELISM = 64;

  /** A whole minute of a time that is past. */
  static final long NOON = 1_767_268_800_000L;

  private final GateFunction function;
  private final KeyedProcessOperator<String, Input, String> operator;
  private final KeyedOneInputStreamOperatorTestHarness<String, Input, String> harness;

  private GateHarness(
      AlertLimits limits, MockEnvironment environment, @Nullable OperatorSubtaskState state)
      throws Exception {
    function = new GateFunction(limits);
    operator = new KeyedProcessOperator<>(function);
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            operator, input -> input.alert().alert().host(), Types.STRING, environment);
    harness.setup();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  /** One subtask of one. */
  static GateHarness of(AlertLimits limits) throws Exception {
    return restored(limits, null);
  }

  static GateHarness restored(AlertLimits limits, @Nullable OperatorSubtaskState state)
      throws Exception {
    return new GateHarness(limits, environment(1, 0).build(), state);
  }

  static GateHarness subtask(
      AlertLimits limits, int parallelism, int subtask, OperatorSubtaskState state)
      throws Exception {
    return new GateHarness(limits, environment(parallelism, subtask).build(), state);
  }

  static GateHarness in(MockEnvironment environment, AlertLimits limits) throws Exception {
    return new GateHarness(limits, environment, null);
  }

  static MockEnvironmentBuilder environment(int parallelism, int subtask) {
    return new MockEnvironmentBuilder()
        .setMaxParallelism(MAX_PARALLELISM)
        .setParallelism(parallelism)
        .setSubtaskIndex(subtask);
  }

  /** An alert and the time of its event. */
  record Input(RaisedAlert alert, long timeMillis) {}

  static AlertLimits budget(int perMinute) {
    return new AlertLimits(perMinute, Duration.ofMinutes(2), 1000);
  }

  static RaisedAlert alert(String host, String ruleId, String alertId) {
    byte[] json = ("{\"alertId\":\"" + alertId + "\"}").getBytes(StandardCharsets.UTF_8);
    return new RaisedAlert(new Alert(host, alertId, "high", json), ruleId, false, null);
  }

  /** The same of a rule that suppresses what has {@code digest} for {@code interval}. */
  static RaisedAlert suppressing(RaisedAlert alert, String digest, Duration interval) {
    SuppressionKey key = new SuppressionKey(digest, interval);
    return new RaisedAlert(alert.alert(), alert.ruleId(), alert.shadow(), key);
  }

  void raise(RaisedAlert alert, long timeMillis) throws Exception {
    harness.processElement(new Input(alert, timeMillis), timeMillis);
  }

  /** Raises an alert on host {@code h}. */
  void raise(String ruleId, String alertId, long timeMillis) throws Exception {
    raise(alert("h", ruleId, alertId), timeMillis);
  }

  void watermark(long millis) throws Exception {
    harness.processWatermark(millis);
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  /** All that was said since the start. */
  List<String> lines() {
    return harness.extractOutputValues();
  }

  /** What was said of the kind {@code start}, without it. */
  List<String> lines(String start) {
    return lines().stream()
        .filter(line -> line.startsWith(start + " "))
        .map(line -> line.substring(start.length() + 1))
        .toList();
  }

  int timers() {
    return harness.numEventTimeTimers();
  }

  /** The keys that {@code state} holds for {@code host}. */
  Set<String> keys(MapStateDescriptor<String, ?> state, String host) throws Exception {
    operator.setCurrentKey(host);
    Set<String> keys = new HashSet<>();
    function.getRuntimeContext().getMapState(state).keys().forEach(keys::add);
    return keys;
  }

  /** Whether neither state nor timers of any host are left. */
  boolean isEmpty() {
    return harness.numKeyedStateEntries() == 0 && harness.numEventTimeTimers() == 0;
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }

  private static final class GateFunction extends KeyedProcessFunction<String, Input, String> {
    private static final long serialVersionUID = 1;

    private final AlertLimits limits;
    private transient @Nullable AlertGate gate;

    GateFunction(AlertLimits limits) {
      this.limits = limits;
    }

    @Override
    public void open(OpenContext context) {
      gate = new AlertGate(getRuntimeContext(), limits);
    }

    @Override
    public void processElement(Input input, Context context, Collector<String> out)
        throws Exception {
      gate().route(input.alert(), input.timeMillis(), context.timerService(), new Lines(out));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out)
        throws Exception {
      String host = context.getCurrentKey();
      gate().onTimer(timestamp, host, context.timerService(), new Lines(out));
    }

    private AlertGate gate() {
      if (gate == null) {
        throw new IllegalStateException("not open");
      }
      return gate;
    }
  }

  private record Lines(Collector<String> out) implements AlertRoutes {
    @Override
    public void alert(Alert alert) {
      out.collect("alert " + alert.alertId());
    }

    @Override
    public void shadow(Alert alert) {
      out.collect("shadow " + alert.alertId());
    }

    @Override
    public void overflow(Alert alert, OverflowReason reason) {
      out.collect(reason.word() + " " + alert.alertId());
    }

    @Override
    public void noisy(NoisyRule notice) {
      out.collect("noisy " + notice.ruleId() + " " + notice.minute());
    }

    @Override
    public void suppressed(SuppressionSummary summary) {
      out.collect(
          "summary %s %s %s + %d"
              .formatted(
                  summary.host(), summary.ruleId(), summary.firstAlertId(), summary.count()));
    }
  }
}
