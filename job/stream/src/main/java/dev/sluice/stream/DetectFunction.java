package dev.sluice.stream;

import dev.sluice.engine.match.RuleSet;
import dev.sluice.stream.OutboundRecord.Destination;
import dev.sluice.stream.RuleStatus.Kind;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Judges the events of a host by the rule set in force.
 *
 * <p>A new job starts with the seed; a restored one with what its state holds, however old the seed
 * is. A newer version takes the place of an older one, and an older or equal one is passed over, so
 * that updates may come twice and in any order. While a newer set is compiled the one in force goes
 * on to judge.
 *
 * <p>What is said of rules leaves with an event or a broadcast record, for there is no other
 * occasion to emit anything; ticks make sure that there is one.
 *
 * <p>Invariant: broadcast state names the set that is active or about to be, after each element.
 */
final class DetectFunction
    extends KeyedBroadcastProcessFunction<String, RawEvent, RuleBroadcast, Alert>
    implements CheckpointedFunction, CheckpointListener {
  static final String UID = "detect";

  static final OutputTag<UndecodableEvent> UNDECODABLE =
      new OutputTag<>("undecodable", StreamTypes.UNDECODABLE_EVENT);
  static final OutputTag<RuleStatus> ACKS = new OutputTag<>("acks", StreamTypes.RULE_STATUS);

  /** Alerts of rules in shadow, alerts beyond their budget, and what was suppressed. */
  static final OutputTag<OutboundRecord> ASIDE =
      new OutputTag<>("aside", StreamTypes.OUTBOUND_RECORD);

  /** What this subtask and its rules did, now and then; see {@link MetricsRecord}. */
  static final OutputTag<OutboundRecord> METRICS =
      new OutputTag<>("metrics", StreamTypes.OUTBOUND_RECORD);

  /** What this subtask saw of the events of each group of hosts; see {@link SubtaskCoverage}. */
  static final OutputTag<OutboundRecord> COVERAGE =
      new OutputTag<>("coverage", StreamTypes.OUTBOUND_RECORD);

  private static final long serialVersionUID = 2;

  private final RuleSettings settings;
  private final DetectLimits limits;
  private final @Nullable RuleSetUpdate seed;
  private final int metricsTicks;
  private final HostGroups hostGroups;
  private transient @Nullable RuleSetUpdate initial;
  private transient @Nullable Opened opened;

  /** A function that sends nothing to {@link #METRICS} and {@link #COVERAGE}. */
  DetectFunction(RuleSettings settings, DetectLimits limits, @Nullable RuleSetUpdate seed) {
    this(settings, limits, seed, MetricsReport.NEVER, HostGroups.NONE);
  }

  /**
   * @param seed read before the graph was built; null only where a set is sure to be restored
   * @param metricsTicks between two records of {@link #METRICS}, or {@link MetricsReport#NEVER}
   * @param hostGroups of which {@link #COVERAGE} is said
   */
  DetectFunction(
      RuleSettings settings,
      DetectLimits limits,
      @Nullable RuleSetUpdate seed,
      int metricsTicks,
      HostGroups hostGroups) {
    this.settings = settings;
    this.limits = limits;
    this.seed = seed;
    this.metricsTicks = metricsTicks;
    this.hostGroups = hostGroups;
  }

  /** What exists between open and close. */
  private record Opened(
      ActiveRules rules,
      HostEvents events,
      DetectCounters counters,
      SubtaskAcks acks,
      NoisyNotices noisy,
      @Nullable MetricsReport report,
      @Nullable SubtaskCoverage coverage) {}

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    BroadcastState<String, RuleManifest> manifests =
        context.getOperatorStateStore().getBroadcastState(RuleState.MANIFEST);
    BroadcastState<String, byte[]> segments =
        context.getOperatorStateStore().getBroadcastState(RuleState.SEGMENTS);
    initial = RuleState.read(manifests, segments);
    if (initial == null && seed != null) {
      initial = RuleState.write(seed, manifests, segments);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // Broadcast state is written when rules change; nothing waits in between.
    if (opened != null) {
      opened.acks().owed().inCheckpoint(context.getCheckpointId());
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    if (opened != null) {
      opened.acks().owed().checkpointCompleted(checkpointId);
    }
  }

  @Override
  public void open(OpenContext context) throws Exception {
    InstantSource clock = InstantSource.system();
    boolean isReported = metricsTicks != MetricsReport.NEVER;
    ActiveRules rules = new ActiveRules(settings);
    DetectCounters counters = new DetectCounters(getRuntimeContext());
    NoisyNotices noisy = new NoisyNotices();
    MetricsReport report = isReported ? new MetricsReport(metricsTicks, clock) : null;
    SubtaskCoverage coverage = isReported ? new SubtaskCoverage(hostGroups, clock) : null;
    HostEvents events =
        new HostEvents(
            getRuntimeContext(),
            settings,
            limits,
            rules,
            counters,
            noisy,
            report == null ? null : report.figures(),
            coverage);
    SubtaskAcks acks = new SubtaskAcks(UID, getRuntimeContext());
    opened = new Opened(rules, events, counters, acks, noisy, report, coverage);
    if (initial != null) {
      rules.restore(initial);
      acks.owed().activated();
      initial = null;
    }
    RuleGauges.register(getRuntimeContext().getMetricGroup(), rules, acks.owed());
  }

  @Override
  public void processElement(RawEvent raw, ReadOnlyContext context, Collector<Alert> out)
      throws Exception {
    Opened now = opened();
    speak(now, status -> context.output(ACKS, status));
    now.events().process(raw, context, out);
  }

  @Override
  public void processBroadcastElement(
      RuleBroadcast broadcast, Context context, Collector<Alert> out) throws Exception {
    Opened now = opened();
    now.acks().owed().incarnation(broadcast.incarnation());
    RuleSetUpdate update = broadcast.update();
    BroadcastState<String, RuleManifest> manifests = context.getBroadcastState(RuleState.MANIFEST);
    if (update != null && update.manifest().version() > RuleState.version(manifests)) {
      now.rules()
          .prepare(
              RuleState.write(update, manifests, context.getBroadcastState(RuleState.SEGMENTS)));
      now.acks().owed().preparing();
    }
    speak(now, status -> context.output(ACKS, status));
    if (update == null && now.report() != null) {
      report(now, now.report(), context);
    }
  }

  @Override
  public void onTimer(long timestampMillis, OnTimerContext context, Collector<Alert> out)
      throws Exception {
    opened().events().onTimer(timestampMillis, context, out);
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.rules().close();
    }
  }

  /** Whether a set is on its way to come into force. */
  boolean isCompiling() {
    return opened().rules().isCompiling();
  }

  /** A tick has come: says what this subtask did when it is time to. */
  private void report(Opened now, MetricsReport report, Context context) {
    now.counters().work(now.rules().work());
    if (report.tick()) {
      RuleSet active = now.rules().ruleSet();
      MetricsRecord record =
          report.take(
              now.acks().origin(),
              active.name(),
              active.version(),
              now.rules().hash(),
              now.counters().totals());
      int maxBytes = Math.min(MetricsRecord.MAX_BYTES, limits.maxAlertBytes());
      context.output(
          METRICS,
          new OutboundRecord(Destination.METRICS, active.name(), record.toJson(maxBytes), null));
      if (now.coverage() != null) {
        now.coverage()
            .report(
                now.acks().origin(),
                now.rules(),
                limits.maxAlertBytes(),
                said -> context.output(COVERAGE, said));
      }
    }
  }

  /** Swaps to a set that is ready, and says what is due. */
  private void speak(Opened now, Consumer<RuleStatus> out) {
    if (now.rules().swapWhenReady()) {
      now.acks().owed().activated();
    }
    if (now.acks().owed().isDue()) {
      for (Kind kind : now.acks().owed().take()) {
        out.accept(said(kind, now));
      }
    }
    if (now.noisy().isDue() && !now.acks().owed().incarnation().isEmpty()) {
      for (NoisyRule rule : now.noisy().take()) {
        out.accept(said(Kind.NOISY, now).about(rule.ruleId(), rule.message()));
      }
    }
  }

  private static RuleStatus said(Kind kind, Opened now) {
    RuleSet active = now.rules().ruleSet();
    return now.acks()
        .said(kind, active.name(), active.version(), now.rules().hash())
        .with(now.rules().counts(), List.of());
  }

  private Opened opened() {
    if (opened == null) {
      throw new IllegalStateException("not open");
    }
    return opened;
  }
}
