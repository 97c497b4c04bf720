package dev.sluice.stream;

import dev.sluice.engine.sigma.Hashes;
import dev.sluice.stream.Rollout.Accepted;
import dev.sluice.stream.Rollout.Step;
import dev.sluice.stream.RuleGate.Decision;
import dev.sluice.stream.RuleSourcesCompiler.Compilation;
import dev.sluice.stream.control.AdmissionSettings;
import dev.sluice.stream.control.ControlKey;
import dev.sluice.stream.control.Reading;
import dev.sluice.stream.control.StatusOrigin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Passes on the rule sets that {@link Rollout} or, for files, {@link RuleGate} lets through, and
 * says on {@link #STATUS} what became of each proposal. Each tick is passed on too.
 *
 * <p>Its state is the set in force, without which no proposal can be judged, and what waits to be
 * judged; a new job starts with the seed. Runs with parallelism 1.
 */
final class RuleVerifier extends ProcessFunction<ControlMessage, RuleBroadcast>
    implements CheckpointedFunction {
  static final String UID = "rollout";

  static final OutputTag<RuleStatus> STATUS =
      new OutputTag<>("proposal-status", StreamTypes.RULE_STATUS);

  /** Each manifest that was accepted, byte for byte as it was proposed. */
  static final OutputTag<byte[]> ACCEPTED =
      new OutputTag<>("accepted-manifests", StreamTypes.BYTES);

  /** The correlations in force: at first, whenever there are others, and each tick. */
  static final OutputTag<CorrelationBroadcast> CORRELATIONS =
      new OutputTag<>("correlations", StreamTypes.CORRELATION_BROADCAST);

  private static final long serialVersionUID = 1;

  private final RuleSettings settings;
  private final @Nullable AdmissionSettings admission;
  private final KafkaSeed.Said start;
  private RuleSetUpdate inForce;
  private int refused;
  private transient boolean startDue;
  private transient boolean introduced;
  private transient @Nullable VerifierState state;
  private transient @Nullable Opened opened;
  private transient List<byte[]> restoredBlobs = List.of();
  private transient List<WaitingProposal> restoredProposals = List.of();

  /**
   * @param admission whose manifests are admitted; null where rules come from files
   * @param start what came of proposals before there was a job, for a new one to say
   * @param refused documents of the seed that are refused
   */
  RuleVerifier(
      RuleSettings settings,
      @Nullable AdmissionSettings admission,
      RuleSetUpdate seed,
      KafkaSeed.Said start,
      int refused) {
    this.settings = settings;
    this.admission = admission;
    this.inForce = seed;
    this.start = start;
    this.refused = refused;
  }

  /**
   * A proposal that waits for its files.
   *
   * @param ticks for which it may go on to wait
   */
  public record WaitingProposal(String key, byte[] envelope, int ticks) {}

  /** What exists between open and close. */
  private static final class Opened {
    private final StatusOrigin origin;
    private final RolloutCounters counters;
    private final RuleSourcesCompiler compiler;
    private final PendingBlobs blobs = new PendingBlobs(PendingBlobs.MAX_BYTES);
    private RuleSources sources;
    private SharedRuleSets.Lease lease;
    private @Nullable Rollout rollout;

    Opened(
        StatusOrigin origin,
        RolloutCounters counters,
        RuleSources sources,
        RuleSourcesCompiler compiler,
        SharedRuleSets.Lease lease) {
      this.origin = origin;
      this.counters = counters;
      this.sources = sources;
      this.compiler = compiler;
      this.lease = lease;
    }
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    VerifierState restored = new VerifierState(context.getOperatorStateStore());
    RuleSetUpdate last = restored.inForce();
    inForce = last == null ? inForce : last;
    startDue = !context.isRestored();
    restoredBlobs = restored.blobs();
    restoredProposals = restored.waiting();
    state = restored;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    VerifierState current = state;
    Opened now = opened;
    if (current == null || now == null) {
      throw new IllegalStateException("not open");
    }
    current.update(inForce, List.copyOf(now.blobs.contents().values()), now.rollout);
  }

  @Override
  public void open(OpenContext context) {
    StatusOrigin origin = new StatusOrigin(UUID.randomUUID().toString(), UID, 0, 1);
    SharedRuleSets.Lease lease = SharedRuleSets.lease(inForce, settings, null);
    RolloutCounters counters = new RolloutCounters(getRuntimeContext().getMetricGroup());
    counters.refused(refused);
    counters.compiled(lease.compilation().millis());
    RuleSourcesCompiler compiler = SharedRuleSets.compiler(settings);
    Opened now = new Opened(origin, counters, inForce.sources(), compiler, lease);
    if (admission != null) {
      now.rollout = rollout(admission, now);
    }
    opened = now;
    countWaiting(now);
  }

  @Override
  public void processElement(
      ControlMessage message, Context context, Collector<RuleBroadcast> out) {
    Opened now = opened();
    introduce(now, context);
    RuleProposal files = message.files();
    if (files != null) {
      judge(files, now, context, out);
    } else if (message.tick()) {
      out.collect(new RuleBroadcast(now.origin.incarnation(), null));
      context.output(CORRELATIONS, new CorrelationBroadcast(now.origin.incarnation(), null));
      emit(now.rollout == null ? List.of() : now.rollout.tick(), now, context, out);
    } else if (now.rollout != null) {
      emit(now.rollout.take(message.key(), message.value()), now, context, out);
    } else {
      throw new IllegalStateException("a control record came where rules are files");
    }
    countWaiting(now);
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.lease.close();
    }
  }

  /** Says once what there is to say before anything is proposed. */
  private void introduce(Opened now, Context context) {
    if (startDue) {
      startDue = false;
      start.accepted().forEach(envelope -> context.output(ACCEPTED, envelope));
      start.statuses().forEach(status -> context.output(STATUS, status.from(now.origin)));
    }
    if (!introduced) {
      introduced = true;
      // A job restored from a state without correlations has them from nowhere else.
      sendCorrelations(now, context);
    }
  }

  private static void sendCorrelations(Opened now, Context context) {
    CorrelationsInForce correlations =
        CorrelationsInForce.of(now.lease.ruleSet(), now.sources.hash());
    context.output(CORRELATIONS, new CorrelationBroadcast(now.origin.incarnation(), correlations));
  }

  private Rollout rollout(AdmissionSettings whose, Opened now) {
    restoredBlobs.forEach(content -> now.blobs.add(Hashes.sha256(content), content));
    RuleSources known = now.sources.version() == 0 ? null : now.sources;
    Rollout made = new Rollout(whose, now.compiler, now.origin, now.blobs, known);
    made.restore(restoredProposals.stream().map(RuleVerifier::waiting).toList());
    restoredBlobs = List.of();
    restoredProposals = List.of();
    return made;
  }

  private static Rollout.Waiting waiting(WaitingProposal stored) {
    Reading<ControlKey> key = ControlKey.parse(stored.key().getBytes(StandardCharsets.UTF_8));
    if (key instanceof Reading.Valid<ControlKey> valid
        && valid.value() instanceof ControlKey.Proposal proposal) {
      return new Rollout.Waiting(proposal, stored.envelope(), stored.ticks());
    }
    throw new IllegalStateException("a stored proposal has the key " + stored.key());
  }

  private void judge(
      RuleProposal files, Opened now, Context context, Collector<RuleBroadcast> out) {
    RuleGate gate = new RuleGate(now.compiler, now.origin);
    Decision decision = gate.decide(now.sources, now.lease.compilation().set(), files);
    RuleSources sources = decision.sources();
    Compilation compilation = decision.compilation();
    if (sources != null && compilation != null) {
      bringIntoForce(sources, compilation, now, context, out);
    }
    if (decision.status().kind() != RuleStatus.Kind.STALE) {
      refuse(decision.status(), now);
    }
    now.counters.decided(decision.status());
    context.output(STATUS, decision.status());
  }

  private void emit(List<Step> steps, Opened now, Context context, Collector<RuleBroadcast> out) {
    for (Step step : steps) {
      Accepted accepted = step.accepted();
      if (accepted != null) {
        refuse(step.status(), now);
        bringIntoForce(accepted.sources(), accepted.compilation(), now, context, out);
        context.output(ACCEPTED, accepted.envelope());
      }
      now.counters.decided(step.status());
      context.output(STATUS, step.status());
    }
  }

  private void refuse(RuleStatus status, Opened now) {
    refused = status.counted().refused();
    now.counters.refused(refused);
  }

  private static void countWaiting(Opened now) {
    int proposals = now.rollout == null ? 0 : now.rollout.waiting().size();
    now.counters.waiting(proposals, now.blobs.contents().size());
  }

  /** The subtasks in this JVM find the set compiled already. */
  private void bringIntoForce(
      RuleSources sources,
      Compilation compilation,
      Opened now,
      Context context,
      Collector<RuleBroadcast> out) {
    String rulesHash = compilation.set().ruleSet().hash();
    RuleSetUpdate before = inForce;
    RuleSetUpdate update = RuleSetUpdate.of(sources, rulesHash, before);
    SharedRuleSets.Lease next =
        SharedRuleSets.lease(sources, settings, now.compiler, compilation, now.lease);
    now.lease.close();
    now.lease = next;
    now.sources = sources;
    now.counters.compiled(compilation.millis());
    inForce = update;
    out.collect(new RuleBroadcast(now.origin.incarnation(), update.since(before)));
    sendCorrelations(now, context);
  }

  private Opened opened() {
    if (opened == null) {
      throw new IllegalStateException("not open");
    }
    return opened;
  }
}
