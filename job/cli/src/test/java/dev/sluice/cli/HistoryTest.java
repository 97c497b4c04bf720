package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.stream.control.ControlKey;
import dev.sluice.stream.control.ManifestDiff;
import dev.sluice.stream.control.Rejection;
import dev.sluice.stream.control.StatusOrigin;
import dev.sluice.stream.control.StatusRecord;
import dev.sluice.stream.control.StatusRecord.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HistoryTest {

  private static final StatusOrigin VERIFIER = new StatusOrigin("1", "rollout", 0, 1);

  private final Manifests topic = new Manifests();
  private final StatusLog status = new StatusLog(Manifests.NAME);

  @Test
  void eachManifestSaysWhatBecameOfItTheNewestFirst() {
    SignedManifest first = topic.accept("one", edit -> edit.upsert(List.of(Manifests.rule("a"))));
    accept(first);
    SignedManifest rival =
        topic.propose("rival", edit -> edit.upsert(List.of(Manifests.rule("r"))));
    SignedManifest second =
        topic.accept("two", edit -> edit.upsert(List.of(Manifests.rule("a", "a2"))));
    accept(second);
    reject(rival);
    SignedManifest third =
        topic.propose("three", edit -> edit.upsert(List.of(Manifests.rule("b"))));
    assertThat(new History(topic.state(), status).entries(10))
        .extracting(
            HistoryEntry::version,
            HistoryEntry::state,
            HistoryEntry::message,
            HistoryEntry::changes,
            HistoryEntry::by)
        .containsExactly(
            tuple(3L, "proposed", "three", "1 added", "alice"),
            tuple(2L, "rejected", "rival", "1 added", "alice"),
            tuple(2L, "in force", "two", "1 with other content", "alice"),
            tuple(1L, "accepted", "one", "1 added", "alice"));
    assertThat(new History(topic.state(), status).entries(10).get(1).reason())
        .isEqualTo("STALE_VERSION: too late");
    assertThat(new History(topic.state(), status).entries(1))
        .extracting(HistoryEntry::hash)
        .containsExactly(third.hash());
  }

  @Test
  void whatIsPrunedIsRememberedByItsVerdict() {
    SignedManifest first = topic.accept("one", edit -> edit.upsert(List.of(Manifests.rule("a"))));
    accept(first);
    SignedManifest second = topic.accept("two", edit -> edit.upsert(List.of(Manifests.rule("b"))));
    accept(second);
    topic.tombstone(ControlKey.Proposal.of(first.manifest(), first.hash()));
    assertThat(new History(topic.state(), status).entries(10))
        .extracting(
            HistoryEntry::version,
            HistoryEntry::state,
            HistoryEntry::message,
            HistoryEntry::changes)
        .containsExactly(
            tuple(2L, "in force", "two", "1 documents"), tuple(1L, "accepted", "", ""));
    assertThat(new History(topic.state(), status).diff(second)).isNull();
  }

  @Test
  void theSetInForceIsThereEvenWhenItsProposalIsGone() {
    SignedManifest first = topic.accept("one", edit -> edit.upsert(List.of(Manifests.rule("a"))));
    topic.tombstone(ControlKey.Proposal.of(first.manifest(), first.hash()));
    assertThat(new History(topic.state(), status).entries(10))
        .extracting(HistoryEntry::state)
        .containsExactly("in force");
  }

  @Test
  void theFirstManifestAddsEverything() {
    SignedManifest first = topic.accept("one", edit -> edit.upsert(List.of(Manifests.rule("a"))));
    assertThat(new History(topic.state(), status).diff(first))
        .extracting(ManifestDiff::summary)
        .isEqualTo("1 added");
  }

  @Test
  void whatWasAcceptedStaysSoWhenItComesAgain() {
    SignedManifest first = topic.accept("one", edit -> edit.upsert(List.of(Manifests.rule("a"))));
    accept(first);
    reject(first);
    assertThat(status.verdict(first.hash()))
        .extracting(StatusRecord::kind)
        .isEqualTo(Kind.ACCEPTED);
    assertThat(status.rejections()).hasSize(1);
  }

  private void accept(SignedManifest manifest) {
    status.add(
        StatusRecord.of(
            Kind.ACCEPTED,
            Manifests.NAME,
            manifest.manifest().version(),
            manifest.hash(),
            VERIFIER,
            Instant.EPOCH));
  }

  private void reject(SignedManifest manifest) {
    status.add(
        StatusRecord.rejected(
            new Rejection(Rejection.Reason.STALE_VERSION, "too late"),
            Manifests.NAME,
            manifest.manifest().version(),
            manifest.hash(),
            VERIFIER,
            Instant.EPOCH));
  }
}
