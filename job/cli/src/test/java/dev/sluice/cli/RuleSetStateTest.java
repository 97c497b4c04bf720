package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.stream.KafkaTopicReader.Message;
import dev.sluice.stream.control.ControlKey;
import dev.sluice.stream.control.Envelope;
import dev.sluice.stream.control.RuleSetManifest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RuleSetStateTest {

  private final Manifests topic = new Manifests();

  @Test
  void onlyWhatTheJobMayNotHaveIsSentAhead() {
    topic.blob("a").blob("b").blob("old");
    topic.accept("first", edit -> edit.upsert(List.of(Manifests.rule("a"), Manifests.rule("b"))));
    SignedManifest next =
        topic.propose(
            "next", edit -> edit.upsert(List.of(Manifests.rule("c"), Manifests.rule("old"))));
    Map<String, byte[]> missing =
        topic
            .state()
            .missing(next.manifest(), Map.of(Manifests.sha256("c"), Manifests.content("c")));
    assertThat(missing).containsOnlyKeys(Manifests.sha256("c"), Manifests.sha256("old"));
  }

  @Test
  void aFileInForceThatANewJobWouldNotFindIsSentAgain() {
    topic.blob("a").tombstone(new ControlKey.Blob(Manifests.sha256("a")));
    RuleSetManifest manifest =
        topic.accept("first", edit -> edit.upsert(List.of(Manifests.rule("a")))).manifest();
    assertThat(topic.state().missing(manifest, Map.of())).containsOnlyKeys(Manifests.sha256("a"));
  }

  @Test
  void aFileInForceOfWhichNothingIsLeftIsTheJobs() {
    RuleSetManifest manifest =
        topic.accept("first", edit -> edit.upsert(List.of(Manifests.rule("a")))).manifest();
    assertThat(topic.state().missing(manifest, Map.of())).isEmpty();
  }

  @Test
  void anyOtherFileOfWhichNothingIsLeftIsNamed() {
    SignedManifest proposed =
        topic.propose("first", edit -> edit.upsert(List.of(Manifests.rule("a"))));
    assertThatThrownBy(() -> topic.state().missing(proposed.manifest(), Map.of()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("a.yml")
        .hasMessageContaining("push it again");
  }

  @Test
  void theLineageIsThatOfTheSetInForceAndPassesRivalsOver() {
    SignedManifest first = topic.accept("first", edit -> edit.upsert(List.of(Manifests.rule("a"))));
    topic.propose("rival", edit -> edit.upsert(List.of(Manifests.rule("b"))));
    SignedManifest second =
        topic.accept("second", edit -> edit.upsert(List.of(Manifests.rule("c"))));
    assertThat(topic.state().lineage()).containsExactly(second, first);
    assertThat(topic.state().rivals(second))
        .extracting(rival -> rival.manifest().change().message())
        .containsExactly("rival");
  }

  @Test
  void garbageOnTheControlTopicIsPassedOver() {
    topic
        .record(null, Manifests.content("x"))
        .record("", null)
        .record("proposal/default/1/no-hash", Manifests.content("{}"))
        .record(
            new ControlKey.Proposal("default", 1, Manifests.sha256("x")).text(),
            Manifests.content("{}"))
        .record("elsewhere", Manifests.content("{}"));
    RuleSetState state = topic.state();
    assertThat(state.control().proposals("default"))
        .extracting(ControlLog.Proposal::content)
        .containsExactly((SignedManifest) null);
    assertThat(state.lineage()).isEmpty();
  }

  @Test
  void aManifestUnderTheKeyOfAnotherIsNone() {
    SignedManifest proposed =
        topic.propose("first", edit -> edit.upsert(List.of(Manifests.rule("a"))));
    byte[] envelope = Envelope.of(proposed.manifest()).toJson();
    topic.record(new ControlKey.Proposal("default", 7, proposed.hash()).text(), envelope);
    assertThat(topic.state().control().proposals("default"))
        .extracting(proposal -> proposal.content() != null)
        .containsExactly(true, false);
  }

  @Test
  void theLastRecordOfTheNameIsTheSetInForce() {
    SignedManifest first =
        topic.propose("first", edit -> edit.upsert(List.of(Manifests.rule("a"))));
    byte[] envelope = Envelope.of(first.manifest()).toJson();
    List<Message> messages =
        List.of(
            new Message("default", Manifests.content("{}"), 0, 0),
            new Message("default", envelope, 1, 0),
            new Message("other", Manifests.content("{}"), 2, 0));
    assertThat(RuleSetState.inForce("default", messages)).isEqualTo(first);
    assertThat(RuleSetState.inForce("absent", messages)).isNull();
    assertThatThrownBy(() -> RuleSetState.inForce("other", messages))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("'other'");
  }
}
