package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.control.ControlKey;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PruningTest {

  private static final long NOW = 1000;

  private final Manifests topic = new Manifests();
  private @Nullable SignedManifest second;

  /** Four versions, each with one rule more, and a file that nobody names. */
  @BeforeEach
  void propose() {
    topic.blob("a").blob("b").blob("c").blob("d").blob("unnamed").blob("fresh", NOW);
    topic.accept("1", edit -> edit.upsert(List.of(Manifests.rule("x", "a"))));
    second = topic.accept("2", edit -> edit.upsert(List.of(Manifests.rule("x", "b"))));
    topic.accept("3", edit -> edit.upsert(List.of(Manifests.rule("x", "c"))));
    topic.accept("4", edit -> edit.upsert(List.of(Manifests.rule("x", "d"))));
  }

  @Test
  void theSetInForceAndTheOneBeforeItAlwaysStay() {
    Pruning pruning = prune(0, topic.state());
    assertThat(versions(pruning)).containsExactlyInAnyOrder(1L, 2L);
    assertThat(pruning.blobs()).containsExactlyInAnyOrder(blob("a"), blob("b"), blob("unnamed"));
  }

  @Test
  void theNewestStay() {
    Pruning pruning = prune(3, topic.state());
    assertThat(versions(pruning)).containsExactly(1L);
    assertThat(pruning.blobs()).containsExactlyInAnyOrder(blob("a"), blob("unnamed"));
    assertThat(versions(prune(20, topic.state()))).isEmpty();
  }

  @Test
  void whatMayYetBeAcceptedStays() {
    SignedManifest inForce = Objects.requireNonNull(second, "it was proposed");
    assertThat(versions(prune(0, topic.state(inForce)))).isEmpty();
  }

  @Test
  void beforeAnySetIsInForceNoProposalGoes() {
    Manifests fresh = new Manifests();
    fresh.propose("1", edit -> edit.upsert(List.of(Manifests.rule("a"))));
    assertThat(versions(prune(0, fresh.state()))).isEmpty();
  }

  @Test
  void aFileThatAnotherRuleSetNamesStays() {
    SignedManifest other =
        new Manifests().accept("o", edit -> edit.upsert(List.of(Manifests.rule("o", "unnamed"))));
    Pruning pruning = Pruning.of(topic.state(), List.of(other), 20, NOW);
    assertThat(pruning.blobs()).isEmpty();
  }

  @Test
  void whatIsGoneGoesNotAgain() {
    topic.tombstone(blob("unnamed"));
    assertThat(prune(20, topic.state()).blobs()).isEmpty();
  }

  private static Pruning prune(int keep, RuleSetState state) {
    return Pruning.of(state, List.of(), keep, NOW);
  }

  private static List<Long> versions(Pruning pruning) {
    return pruning.proposals().stream().map(ControlKey.Proposal::version).toList();
  }

  private static ControlKey.Blob blob(String content) {
    return new ControlKey.Blob(Manifests.sha256(content));
  }
}
