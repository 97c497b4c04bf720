package dev.sluice.stream;

import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.stream.RuleGate.Decision;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Passes on the rule sets that {@link RuleGate} lets through, and says on {@link #STATUS} what
 * became of each proposal.
 *
 * <p>Its state is the set in force, without which no proposal can be judged; a new job starts with
 * the seed. The set is compiled when the first proposal comes, not before. Runs with parallelism 1.
 */
final class RuleVerifier extends ProcessFunction<RuleProposal, RuleSetUpdate>
    implements CheckpointedFunction {
  static final OutputTag<RuleStatus> STATUS =
      new OutputTag<>("proposal-status", StreamTypes.RULE_STATUS);

  private static final long serialVersionUID = 1;
  private static final ListStateDescriptor<RuleSetUpdate> IN_FORCE =
      new ListStateDescriptor<>("in-force", StreamTypes.RULE_SET_UPDATE);

  private final RuleSettings settings;
  private RuleSetUpdate inForce;
  private int refused;
  private transient @Nullable ListState<RuleSetUpdate> state;
  private transient @Nullable RuleSetCompiler compiler;
  private transient SharedRuleSets.@Nullable Lease lease;

  /**
   * @param refused documents of the seed that are refused
   */
  RuleVerifier(RuleSettings settings, RuleSetUpdate seed, int refused) {
    this.settings = settings;
    this.inForce = seed;
    this.refused = refused;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ListState<RuleSetUpdate> restored = context.getOperatorStateStore().getListState(IN_FORCE);
    for (RuleSetUpdate update : restored.get()) {
      inForce = update;
    }
    state = restored;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    if (state != null) {
      state.update(List.of(inForce));
    }
  }

  @Override
  public void open(OpenContext context) {
    compiler = settings.compiler();
    getRuntimeContext().getMetricGroup().gauge("rulesRefused", (Gauge<Integer>) () -> refused);
  }

  @Override
  public void processElement(RuleProposal proposal, Context context, Collector<RuleSetUpdate> out) {
    RuleSetCompiler opened = opened();
    Decision decision = new RuleGate(opened).decide(inForce, () -> compiled(opened), proposal);
    RuleSetUpdate update = decision.update();
    CompiledRuleSet compiled = decision.compiled();
    if (update != null && compiled != null) {
      hold(update, compiled);
      out.collect(update);
    }
    if (decision.status().kind() != RuleStatus.Kind.STALE) {
      refused = decision.status().rulesRefused();
    }
    context.output(STATUS, decision.status());
  }

  @Override
  public void close() {
    if (lease != null) {
      lease.close();
    }
  }

  private RuleSetCompiler opened() {
    if (compiler == null) {
      throw new IllegalStateException("not open");
    }
    return compiler;
  }

  private CompiledRuleSet compiled(RuleSetCompiler opened) {
    if (lease == null) {
      RuleManifest manifest = inForce.manifest();
      lease =
          SharedRuleSets.lease(
              new SharedRuleSets.Key(manifest, settings),
              () -> opened.compile(manifest.name(), manifest.version(), inForce.files()));
    }
    return lease.compiled();
  }

  /** The subtasks in this JVM find the set compiled already. */
  private void hold(RuleSetUpdate update, CompiledRuleSet compiled) {
    SharedRuleSets.Key key = new SharedRuleSets.Key(update.manifest(), settings);
    SharedRuleSets.Lease next = SharedRuleSets.lease(key, () -> compiled, lease);
    close();
    inForce = update;
    lease = next;
  }
}
