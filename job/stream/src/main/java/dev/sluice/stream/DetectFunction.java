package dev.sluice.stream;

import dev.sluice.engine.match.AlertWriter;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.stream.EventJudge.Outcome;
import java.time.InstantSource;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.metrics.Gauge;
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
 * that updates may come twice and in any order.
 *
 * <p>Invariant: broadcast state names the set that is active, after each element.
 */
final class DetectFunction
    extends KeyedBroadcastProcessFunction<String, RawEvent, RuleSetUpdate, Alert>
    implements CheckpointedFunction {
  static final OutputTag<UndecodableEvent> UNDECODABLE =
      new OutputTag<>("undecodable", StreamTypes.UNDECODABLE_EVENT);
  static final OutputTag<RuleStatus> ACKS = new OutputTag<>("acks", StreamTypes.RULE_STATUS);

  private static final long serialVersionUID = 1;

  private final RuleSettings settings;
  private final @Nullable RuleSetUpdate seed;
  private transient @Nullable RuleSetUpdate initial;
  private transient @Nullable Opened opened;
  private transient boolean ackDue;

  /**
   * @param seed read before the graph was built; null only where a set is sure to be restored
   */
  DetectFunction(RuleSettings settings, @Nullable RuleSetUpdate seed) {
    this.settings = settings;
    this.seed = seed;
  }

  /** What exists between open and close. */
  private record Opened(ActiveRules rules, EventJudge judge, DetectCounters counters) {}

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    BroadcastState<String, RuleManifest> manifests =
        context.getOperatorStateStore().getBroadcastState(RuleState.MANIFEST);
    BroadcastState<String, byte[]> blobs =
        context.getOperatorStateStore().getBroadcastState(RuleState.BLOBS);
    initial = RuleState.read(manifests, blobs);
    if (initial == null && seed != null) {
      RuleState.write(seed, manifests, blobs);
      initial = seed;
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // Broadcast state is written when rules change; nothing waits in between.
  }

  @Override
  public void open(OpenContext context) {
    ActiveRules rules = new ActiveRules(settings);
    EventJudge judge = new EventJudge(new AlertWriter(InstantSource.system()));
    opened = new Opened(rules, judge, new DetectCounters(getRuntimeContext()));
    if (initial != null) {
      rules.restore(initial);
      initial = null;
      ackDue = true;
    }
    getRuntimeContext().getMetricGroup().gauge("rulesActive", (Gauge<Integer>) rules::size);
    getRuntimeContext().getMetricGroup().gauge("ruleSetVersion", (Gauge<Long>) rules::version);
  }

  @Override
  public void processElement(RawEvent raw, ReadOnlyContext context, Collector<Alert> out) {
    Opened operator = opened();
    Outcome verdict = operator.judge().judge(raw, operator.rules().judge());
    if (ackDue) {
      context.output(ACKS, ack(operator.rules()));
    }
    if (raw.timeMillis() == EventClock.NO_TIME && raw.error() == null) {
      operator.counters().withoutTime();
    }
    emit(verdict, operator.counters(), context, out);
  }

  @Override
  public void processBroadcastElement(RuleSetUpdate update, Context context, Collector<Alert> out)
      throws Exception {
    ActiveRules rules = opened().rules();
    if (update.manifest().version() > rules.version()) {
      rules.activate(update);
      RuleState.write(
          update,
          context.getBroadcastState(RuleState.MANIFEST),
          context.getBroadcastState(RuleState.BLOBS));
    }
    context.output(ACKS, ack(rules));
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.rules().close();
    }
  }

  private void emit(
      Outcome verdict, DetectCounters counters, ReadOnlyContext context, Collector<Alert> out) {
    if (verdict instanceof Outcome.Judged judged) {
      counters.judged();
      for (Alert alert : judged.alerts()) {
        counters.alert(alert.level());
        out.collect(alert);
      }
    } else if (verdict instanceof Outcome.Undecodable undecodable) {
      counters.undecodable(undecodable.event().reason());
      context.output(UNDECODABLE, undecodable.event());
    } else if (verdict instanceof Outcome.Unrouted) {
      counters.unrouted();
    } else {
      throw new IllegalStateException("unknown verdict " + verdict);
    }
  }

  private Opened opened() {
    if (opened == null) {
      throw new IllegalStateException("not open");
    }
    return opened;
  }

  private RuleStatus ack(ActiveRules rules) {
    ackDue = false;
    RuleSet active = rules.ruleSet();
    return new RuleStatus(
        RuleStatus.Kind.ACTIVE,
        active.name(),
        active.version(),
        active.hash(),
        getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
        getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks(),
        active.rules().size(),
        0,
        0,
        0,
        0,
        List.of());
  }
}
