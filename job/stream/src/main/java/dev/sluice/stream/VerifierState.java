package dev.sluice.stream;

import dev.sluice.stream.RuleVerifier.WaitingProposal;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.jspecify.annotations.Nullable;

/** What {@link RuleVerifier} keeps: the set in force, and what waits to be judged. */
final class VerifierState {
  private static final ListStateDescriptor<RuleSetUpdate> IN_FORCE =
      new ListStateDescriptor<>("in-force", StreamTypes.RULE_SET_UPDATE);
  private static final ListStateDescriptor<byte[]> BLOBS =
      new ListStateDescriptor<>("pending-blobs", StreamTypes.BYTES);
  private static final ListStateDescriptor<WaitingProposal> WAITING =
      new ListStateDescriptor<>("waiting-proposals", StreamTypes.WAITING_PROPOSAL);

  private final ListState<RuleSetUpdate> inForce;
  private final ListState<byte[]> blobs;
  private final ListState<WaitingProposal> waiting;

  VerifierState(OperatorStateStore store) throws Exception {
    this.inForce = store.getListState(IN_FORCE);
    this.blobs = store.getListState(BLOBS);
    this.waiting = store.getListState(WAITING);
  }

  /** The set in force, or null when there is no state. */
  @Nullable RuleSetUpdate inForce() throws Exception {
    RuleSetUpdate last = null;
    for (RuleSetUpdate update : inForce.get()) {
      last = update;
    }
    return last;
  }

  List<byte[]> blobs() throws Exception {
    return list(blobs);
  }

  List<WaitingProposal> waiting() throws Exception {
    return list(waiting);
  }

  /** Writes all of it. */
  void update(RuleSetUpdate set, List<byte[]> pending, @Nullable Rollout rollout) throws Exception {
    inForce.update(List.of(set));
    blobs.update(pending);
    List<WaitingProposal> proposals = new ArrayList<>();
    if (rollout != null) {
      rollout
          .waiting()
          .forEach(
              w -> proposals.add(new WaitingProposal(w.key().text(), w.envelope(), w.ticks())));
    }
    waiting.update(proposals);
  }

  private static <T> List<T> list(ListState<T> state) throws Exception {
    List<T> all = new ArrayList<>();
    state.get().forEach(all::add);
    return all;
  }
}
