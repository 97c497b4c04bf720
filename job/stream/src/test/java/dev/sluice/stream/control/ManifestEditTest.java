package dev.sluice.stream.control;

import static dev.sluice.stream.control.Manifests.AUTHOR;
import static dev.sluice.stream.control.Manifests.ENVIRONMENT;
import static dev.sluice.stream.control.Manifests.LIMITS;
import static dev.sluice.stream.control.Manifests.NAME;
import static dev.sluice.stream.control.Manifests.everyKind;
import static dev.sluice.stream.control.Manifests.hash;
import static dev.sluice.stream.control.Manifests.rule;
import static dev.sluice.stream.control.Manifests.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.control.AdmissionResult.Admitted;
import dev.sluice.stream.control.EditResult.Edited;
import dev.sluice.stream.control.EditResult.Refused;
import dev.sluice.stream.control.EditResult.Unchanged;
import dev.sluice.stream.control.ManifestChange.Op;
import dev.sluice.stream.control.ManifestEntry.Kind;
import dev.sluice.stream.control.ManifestEntry.Mode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestEditTest {
  private static final RuleSetManifest THREE = edited(first().upsert(rules(3))).manifest();
  private static final String THREE_HASH = Envelope.of(THREE).hash();
  private static final ManifestEdit EDIT = ManifestEdit.of(THREE, THREE_HASH, AUTHOR, LIMITS);

  @Test
  void theFirstManifestIsVersionOneOfNothing() {
    assertThat(THREE.version()).isEqualTo(1);
    assertThat(THREE.parent()).isEmpty();
    assertThat(THREE.entries()).isEqualTo(rules(3));
    assertThat(THREE.change())
        .isEqualTo(
            new ManifestChange(
                Op.UPSERT,
                rules(3).stream().map(ManifestEntry::id).toList(),
                "tune",
                "T-1",
                "6ef726e"));
    assertThat(THREE.createdBy()).isEqualTo("a.author");
    assertThat(THREE.createdAt()).isEqualTo(Manifests.CREATED_AT);
  }

  @Test
  void everyEditFollowsTheOneInForce() {
    Admission admission = new Admission(Keys.settings());
    InForce inForce = new InForce(THREE.version(), THREE_HASH);
    for (EditResult result :
        List.of(
            EDIT.upsert(everyKind()),
            EDIT.upsertContent(everyKind()),
            EDIT.replaceContent(everyKind()),
            EDIT.delete(List.of(rule(0).key())),
            EDIT.setMode(List.of(rule(0).key()), Mode.SHADOW, "noisy"),
            EDIT.allowingPartial(true).upsert(List.of()),
            EDIT.rollback(edited(first().upsert(rules(1))).manifest()))) {
      Envelope envelope = Envelope.of(edited(result).manifest()).signedBy(Keys.ALICE);
      assertThat(admission.admit(envelope.toJson(), inForce)).isInstanceOf(Admitted.class);
    }
  }

  @Test
  void theOrderOfEntriesDoesNotDependOnWhoGaveThem() {
    List<ManifestEntry> shuffled = new ArrayList<>(everyKind());
    Collections.reverse(shuffled);
    assertThat(edited(first().upsert(shuffled)).manifest().toJson())
        .isEqualTo(edited(first().upsert(everyKind())).manifest().toJson());
  }

  @Test
  void anUpsertAddsAndReplaces() {
    ManifestEntry changed = withContent(rule(1), "new");
    Edited edited = edited(EDIT.upsert(List.of(changed, rule(7))));
    assertThat(edited.manifest().entries()).containsExactly(rule(0), changed, rule(2), rule(7));
    assertThat(edited.manifest().change().ids()).containsExactly(rule(1).id(), rule(7).id());
    assertThat(edited.diff().summary()).isEqualTo("1 added, 1 with other content");
    assertThat(EDIT.upsert(rules(2))).isEqualTo(new Unchanged());
    assertThat(refusal(EDIT.upsert(List.of(rule(7), rule(7))))).contains("is given twice");
  }

  @Test
  void newContentLeavesADisabledRuleDisabled() {
    RuleSetManifest disabled =
        edited(EDIT.setMode(List.of(rule(1).key()), Mode.DISABLED, "noisy")).manifest();
    ManifestEdit edit = ManifestEdit.of(disabled, hash("disabled"), AUTHOR, LIMITS);
    ManifestEntry changed = withContent(rule(1), "new");
    assertThat(edited(edit.upsertContent(List.of(changed))).manifest().entries().get(1))
        .isEqualTo(changed.in(Mode.DISABLED, "noisy"));
    assertThat(edited(edit.upsert(List.of(changed))).manifest().entries().get(1))
        .isEqualTo(changed);
    assertThat(edited(edit.replaceContent(List.of(changed))).manifest().entries())
        .containsExactly(changed.in(Mode.DISABLED, "noisy"));
  }

  @Test
  void aDeletedEntryIsGone() {
    Edited edited = edited(EDIT.delete(List.of(rule(0).key(), rule(2).key())));
    assertThat(edited.manifest().entries()).containsExactly(rule(1));
    assertThat(edited.manifest().change().op()).isEqualTo(Op.DELETE);
    assertThat(edited.manifest().change().ids()).containsExactly(rule(0).id(), rule(2).id());
  }

  @Test
  void aModeChangeHasItsReason() {
    Edited edited = edited(EDIT.setMode(List.of(rule(0).key()), Mode.SHADOW, "noisy"));
    assertThat(edited.manifest().entries().get(0)).isEqualTo(rule(0).in(Mode.SHADOW, "noisy"));
    assertThat(edited.manifest().change().op()).isEqualTo(Op.SHADOW);
    assertThat(edited.diff().modeChanged()).hasSize(1);
    assertThat(EDIT.setMode(List.of(rule(0).key()), Mode.ENABLED, "")).isEqualTo(new Unchanged());
  }

  @Test
  void whatIsNotInForceIsNamedWithItsNeighbour() {
    EntryKey typo = new EntryKey(Kind.RULE, rule(1).id().replace("8000", "8008"));
    assertThat(refusal(EDIT.delete(List.of(typo))))
        .startsWith("not in force: rule " + typo.id() + " (did you mean 'rule 0000");
    EntryKey filter = new EntryKey(Kind.FILTER, rule(1).id());
    assertThat(refusal(EDIT.setMode(List.of(filter), Mode.DISABLED, "")))
        .startsWith("not in force: filter");
    assertThat(refusal(EDIT.delete(Manifests.rules(20).stream().map(ManifestEntry::key).toList())))
        .contains(" and 12 more");
  }

  @Test
  void onlyWhatAlertsCanBeShadowed() {
    RuleSetManifest all = edited(first().upsert(everyKind())).manifest();
    ManifestEdit edit = ManifestEdit.of(all, hash("all"), AUTHOR, LIMITS);
    assertThat(refusal(edit.setMode(List.of(new EntryKey(Kind.FILTER, "f")), Mode.SHADOW, "")))
        .contains("a filter raises no alerts to shadow (disable it)");
  }

  @Test
  void aRollbackIsANewerVersionWithTheOldContent() {
    RuleSetManifest four =
        edited(EDIT.allowingPartial(true).upsert(List.of(rule(3), withContent(rule(0), "new"))))
            .manifest();
    ManifestEdit edit = ManifestEdit.of(four, hash("four"), AUTHOR, LIMITS);
    Edited edited = edited(edit.rollback(THREE));
    assertThat(edited.manifest().version()).isEqualTo(3);
    assertThat(edited.manifest().parent()).isEqualTo(hash("four"));
    assertThat(edited.manifest().entries()).isEqualTo(THREE.entries());
    assertThat(edited.manifest().allowPartial()).isFalse();
    assertThat(edited.manifest().change().op()).isEqualTo(Op.ROLLBACK);
    assertThat(edited.diff().summary())
        .isEqualTo("1 removed, 1 with other content, allowPartial changed");
    assertThat(edit.rollback(four)).isEqualTo(new Unchanged());
  }

  @Test
  void aRollbackIsToTheSameRuleSet() {
    RuleSetManifest other =
        edited(ManifestEdit.first(NAME, "test", AUTHOR, LIMITS).upsert(rules(1))).manifest();
    assertThat(refusal(EDIT.rollback(other)))
        .isEqualTo("that is 'fleet' for 'test', not 'fleet' for 'production'");
  }

  @Test
  void whatItsReaderWouldRefuseIsNotMade() {
    ManifestEntry steering = ManifestEntry.enabled(Kind.RULE, "a\u001b", "p", "a.yml", hash("a"));
    assertThat(refusal(first().upsert(List.of(steering)))).contains("/entries/0/id: expected");
    ManifestEntry half = ManifestEntry.enabled(Kind.RULE, "a\ud800", "p", "a.yml", hash("a"));
    assertThat(refusal(first().upsert(List.of(half)))).isEqualTo("a text is not Unicode");
    ManifestEdit hostile = ManifestEdit.first("../x", ENVIRONMENT, AUTHOR, LIMITS);
    assertThat(refusal(hostile.upsert(rules(1)))).contains("/name: expected a name");
    ManifestEdit small =
        ManifestEdit.first(NAME, ENVIRONMENT, AUTHOR, new ManifestLimits(1 << 20, 2, 1));
    assertThat(refusal(small.upsert(rules(3)))).contains("more than 2 elements");
  }

  private static ManifestEdit first() {
    return ManifestEdit.first(NAME, ENVIRONMENT, AUTHOR, LIMITS);
  }

  private static ManifestEntry withContent(ManifestEntry entry, String content) {
    return ManifestEntry.enabled(
        entry.kind(), entry.id(), entry.pack(), entry.path(), hash(content));
  }

  private static Edited edited(EditResult result) {
    assertThat(result).isInstanceOf(Edited.class);
    return (Edited) result;
  }

  private static String refusal(EditResult result) {
    assertThat(result).isInstanceOf(Refused.class);
    return ((Refused) result).message();
  }
}
