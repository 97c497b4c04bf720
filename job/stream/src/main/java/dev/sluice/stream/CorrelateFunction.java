package dev.sluice.stream;

import dev.sluice.engine.correlate.CompiledCorrelation;
import dev.sluice.engine.correlate.GroupWindows;
import dev.sluice.engine.match.CorrelationAlertWriter;
import dev.sluice.stream.PendingSignals.Batch;
import dev.sluice.stream.RuleStatus.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Correlates the signals of one group of one correlation, for one stage of correlations that look
 * at each other.
 *
 * <p>Signals are applied in the order of their event time as the watermark passes; see {@link
 * GroupWindows} for what comes of them. A new job starts with the correlations of the seed, a
 * restored one with those of its state, and newer ones take their place at once. A signal of a
 * correlation that is not known yet waits for it; one of a correlation that is no longer in force
 * is dropped, and what was kept of its groups goes with their timers.
 *
 * <p>Invariant: a group of which anything is kept has an event-time timer.
 */
final class CorrelateFunction
    extends KeyedBroadcastProcessFunction<String, SignalRecord, CorrelationBroadcast, Alert>
    implements CheckpointedFunction, CheckpointListener {

  static final OutputTag<RuleStatus> ACKS =
      new OutputTag<>("correlation-acks", StreamTypes.RULE_STATUS);

  /** Alerts of correlations in shadow, and signals that came too late. */
  static final OutputTag<OutboundRecord> ASIDE =
      new OutputTag<>("correlation-aside", StreamTypes.OUTBOUND_RECORD);

  /** One entry at most: what is in force. */
  static final MapStateDescriptor<String, CorrelationsInForce> IN_FORCE =
      new MapStateDescriptor<>("correlations", Types.STRING, StreamTypes.CORRELATIONS_IN_FORCE);

  private static final long serialVersionUID = 1;
  private static final String KEY = "in-force";
  private static final long END = Long.MAX_VALUE;

  private final int stage;
  private final Duration allowedLateness;
  private final int maxAlertBytes;
  private final CorrelationsInForce seed;
  private transient @Nullable Start start;
  private transient @Nullable Opened opened;

  /**
   * @param allowedLateness how long a signal may come after the watermark has passed its time
   * @param seed read before the graph was built
   */
  CorrelateFunction(
      int stage, Duration allowedLateness, int maxAlertBytes, CorrelationsInForce seed) {
    this.stage = stage;
    this.allowedLateness = allowedLateness;
    this.maxAlertBytes = maxAlertBytes;
    this.seed = seed;
  }

  /** The uid of the operator of {@code stage}. */
  static String uid(int stage) {
    return "correlate-" + stage;
  }

  /** What the state says; the correlations of the seed when it knows none. */
  private record Start(CorrelationsInForce inForce, boolean isSeed, OperatorClock clock) {}

  /** What exists between open and close. */
  private record Opened(
      ActiveCorrelations correlations,
      OperatorClock clock,
      PendingSignals pending,
      KeyedWindows windows,
      CorrelationAlertWriter writer,
      CorrelateCounters counters,
      SubtaskAcks acks) {}

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    BroadcastState<String, CorrelationsInForce> state =
        context.getOperatorStateStore().getBroadcastState(IN_FORCE);
    OperatorClock clock = OperatorClock.restored(context);
    CorrelationsInForce restored = state.get(KEY);
    if (restored == null) {
      state.put(KEY, seed);
    }
    start = new Start(restored == null ? seed : restored, restored == null, clock);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    Opened now = opened();
    now.clock().snapshot();
    now.acks().owed().inCheckpoint(context.getCheckpointId());
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    if (opened != null) {
      opened.acks().owed().checkpointCompleted(checkpointId);
    }
  }

  @Override
  public void open(OpenContext context) {
    Start from = start;
    if (from == null) {
      throw new IllegalStateException("no state was initialized");
    }
    start = null;
    Opened now =
        new Opened(
            new ActiveCorrelations(allowedLateness),
            from.clock(),
            new PendingSignals(getRuntimeContext()),
            new KeyedWindows(getRuntimeContext()),
            new CorrelationAlertWriter(InstantSource.system(), maxAlertBytes),
            new CorrelateCounters(getRuntimeContext()),
            new SubtaskAcks(uid(stage), getRuntimeContext()));
    now.correlations().start(from.inForce(), from.isSeed());
    now.acks().owed().activated();
    opened = now;
    CorrelationGauges.register(
        getRuntimeContext().getMetricGroup(), now.correlations(), now.acks().owed());
  }

  @Override
  public void processElement(SignalRecord record, ReadOnlyContext context, Collector<Alert> out)
      throws Exception {
    Opened now = opened();
    speak(now, status -> context.output(ACKS, status));
    now.counters().signal();
    if (now.correlations().byHash(SignalKey.definition(record.key())) == null) {
      if (now.correlations().isObsolete(record.version())) {
        now.counters().obsolete(1);
        return;
      }
      now.counters().waiting();
      if (now.pending().await(record.version())) {
        // The definition may have been in force before: it starts afresh.
        now.windows().clear();
      }
    }
    TimerService timers = context.timerService();
    if (now.pending().add(record, now.clock().at(context.currentWatermark()), timers)) {
      now.counters().late();
    }
  }

  @Override
  public void processBroadcastElement(
      CorrelationBroadcast broadcast, Context context, Collector<Alert> out) throws Exception {
    Opened now = opened();
    now.clock().at(context.currentWatermark());
    now.acks().owed().incarnation(broadcast.incarnation());
    CorrelationsInForce next = broadcast.inForce();
    if (next != null && now.correlations().take(next)) {
      context.getBroadcastState(IN_FORCE).put(KEY, next);
      now.acks().owed().preparing();
      now.acks().owed().activated();
    }
    speak(now, status -> context.output(ACKS, status));
  }

  @Override
  public void onTimer(long timerMillis, OnTimerContext context, Collector<Alert> out)
      throws Exception {
    Opened now = opened();
    long watermark = now.clock().at(context.currentWatermark());
    SignalKey key = SignalKey.parse(context.getCurrentKey());
    CompiledCorrelation correlation = now.correlations().byHash(key.definition());
    if (correlation != null) {
      Batch batch = now.pending().take(timerMillis, watermark, context.timerService());
      if (!batch.isEmpty() || now.windows().isDue(watermark)) {
        CorrelateOutputs routes =
            new CorrelateOutputs(
                correlation,
                key.group(),
                now.correlations(),
                now.writer(),
                now.counters(),
                context,
                out);
        apply(batch, correlation, watermark, context.timerService(), routes);
      }
    } else if (now.pending().isAwaiting(now.correlations()) && watermark != END) {
      context.timerService().registerEventTimeTimer(watermark + 1);
    } else {
      now.counters().obsolete(now.pending().clear());
      now.windows().clear();
    }
  }

  private void apply(
      Batch batch,
      CompiledCorrelation correlation,
      long watermark,
      TimerService timers,
      CorrelateOutputs routes)
      throws Exception {
    KeyedWindows store = opened().windows();
    GroupWindows windows = opened().correlations().windows(correlation);
    GroupWindows.Applied applied =
        windows.apply(store, batch.onTime(), batch.late(), batch.lateAtMillis(), watermark);
    routes.applied(applied, batch.lateAtMillis());
    store.wakeAt(applied.nextTimerMillis(), timers);
  }

  /** Says what is due. */
  private static void speak(Opened now, Consumer<RuleStatus> out) {
    if (now.acks().owed().isDue()) {
      CorrelationsInForce inForce = now.correlations().inForce();
      for (Kind kind : now.acks().owed().take()) {
        out.accept(now.acks().said(kind, inForce.name(), inForce.version(), inForce.hash()));
      }
    }
  }

  private Opened opened() {
    if (opened == null) {
      throw new IllegalStateException("not open");
    }
    return opened;
  }
}
