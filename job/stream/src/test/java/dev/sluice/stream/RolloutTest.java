package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.Pusher.ControlRecord;
import dev.sluice.stream.Pusher.Push;
import dev.sluice.stream.Rollout.Accepted;
import dev.sluice.stream.Rollout.Step;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Kind;
import dev.sluice.stream.control.ManifestEntry.Mode;
import dev.sluice.stream.control.Rejection.Reason;
import dev.sluice.stream.control.SigningKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutTest {
  private static final SourceFile ANY = Samples.file("any.yml", Samples.ANY_PROCESS);
  private static final SourceFile CERTUTIL = Samples.file("certutil.yml", Samples.CERTUTIL);
  private static final String ANY_ID = Pusher.entry(Kind.RULE, ANY).id();

  private final Pusher pusher = new Pusher();
  private final Rollout rollout = rollout(pusher);

  @Test
  void aPushComesIntoForce() {
    Push push = pusher.replace(ANY, CERTUTIL);
    assertThat(said(take(rollout, push.records()))).containsExactly("ACCEPTED 1");
    RuleSources inForce = rollout.inForce();
    assertThat(inForce).isNotNull();
    if (inForce != null) {
      assertThat(inForce.hash()).isEqualTo(push.hash());
      assertThat(inForce.files()).containsExactly(ANY, CERTUTIL);
    }
  }

  @Test
  void whatStandsTwiceOnTheTopicChangesNothing() {
    Push push = pusher.replace(ANY);
    take(rollout, push.records());
    assertThat(take(rollout, push.records())).isEmpty();
  }

  @Test
  void aFileMayComeAfterItsManifest() {
    Push push = pusher.replace(ANY, CERTUTIL);
    assertThat(take(rollout, List.of(push.proposal()))).isEmpty();
    assertThat(take(rollout, List.of(push.blobs().get(1)))).isEmpty();
    assertThat(said(take(rollout, List.of(push.blobs().get(0))))).containsExactly("ACCEPTED 1");
  }

  @Test
  void aFileThatNeverComesRejectsItsManifestAndHoldsUpTheNextNoLonger() {
    Push first = pusher.replace(ANY);
    take(rollout, first.records());
    Push lost = pusher.replace(ANY, CERTUTIL);
    take(rollout, List.of(lost.proposal()));
    Push other = pusher.at(first).replace(CERTUTIL, ANY);
    // The same content has the same hash: make it another.
    Push next = pusher.at(first).mode(Mode.SHADOW, ANY_ID);
    assertThat(take(rollout, List.of(next.proposal()))).isEmpty();
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < Rollout.PATIENCE_TICKS; i++) {
      steps.addAll(rollout.tick());
    }
    assertThat(said(steps)).containsExactly("REJECTED 2 MISSING_BLOB", "ACCEPTED 2");
    assertThat(other.version()).isEqualTo(2);
  }

  @Test
  void filesOfANextProposalAreKeptWhenTheOneBeforeIsAccepted() {
    take(rollout, pusher.replace(ANY).records());
    Push late = pusher.replace(ANY, CERTUTIL);
    Push next = pusher.replace(Samples.file("c.yml", Samples.withId(Samples.CERTUTIL, 7)));
    assertThat(take(rollout, List.of(late.proposal()))).isEmpty();
    assertThat(take(rollout, next.records())).isEmpty();
    assertThat(said(take(rollout, late.blobs()))).containsExactly("ACCEPTED 2", "ACCEPTED 3");
  }

  @Test
  void ofTwoPushersWhoStartFromTheSameSetTheFirstWins() {
    Push base = pusher.replace(ANY);
    take(rollout, base.records());
    Push mine = pusher.replace(ANY, CERTUTIL);
    Push theirs = pusher.at(base).mode(Mode.DISABLED, ANY_ID);
    assertThat(said(take(rollout, mine.records()))).containsExactly("ACCEPTED 2");
    assertThat(said(take(rollout, theirs.records()))).containsExactly("REJECTED 2 STALE_VERSION");
    Push late = pusher.at(theirs).replace(CERTUTIL);
    assertThat(said(take(rollout, late.records()))).containsExactly("REJECTED 3 PARENT_CONFLICT");
  }

  @Test
  void aRollbackIsANewVersionWithOldContent() {
    Push good = pusher.replace(ANY);
    take(rollout, good.records());
    take(rollout, pusher.replace(CERTUTIL).records());
    List<Step> back = take(rollout, pusher.rollback(good, ANY).records());
    assertThat(said(back)).containsExactly("ACCEPTED 3");
    assertThat(accepted(back).sources().files()).containsExactly(ANY);
  }

  @Test
  void modesAndLevelsAreApplied() {
    take(rollout, pusher.replace(ANY, CERTUTIL).records());
    Accepted shadow = accepted(take(rollout, pusher.mode(Mode.SHADOW, ANY_ID).records()));
    assertThat(shadow.compilation().set().shadow()).isEqualTo(1);
    Accepted disabled = accepted(take(rollout, pusher.mode(Mode.DISABLED, ANY_ID).records()));
    assertThat(disabled.compilation().set().ruleSet().rules()).hasSize(1);
    ManifestEntry louder = Pusher.entry(Kind.RULE, CERTUTIL).withLevel("critical");
    Accepted level = accepted(take(rollout, pusher.upsert(List.of(louder)).records()));
    assertThat(level.compilation().set().ruleSet().rules().get(0).header().level())
        .isEqualTo("critical");
  }

  @Test
  void aRuleThatDoesNotCompileRejectsTheWhole() {
    take(rollout, pusher.replace(ANY).records());
    SourceFile broken =
        Samples.file("certutil.yml", Samples.CERTUTIL.replace("|contains", "|contain"));
    List<Step> steps = take(rollout, pusher.replace(ANY, broken).records());
    assertThat(said(steps)).containsExactly("REJECTED 2 COMPILE_ERROR");
    assertThat(steps.get(0).status().problems().get(0).toString())
        .startsWith("rules/certutil.yml:13:")
        .contains("did you mean 'contains'");
    assertThat(rollout.inForce()).isNotNull();
  }

  @Test
  void anEntryThatNamesNoDocumentRejectsTheWhole() {
    ManifestEntry wrong =
        ManifestEntry.enabled(
            Kind.RULE, "no-such-id", "rules", "any.yml", Pusher.entry(Kind.RULE, ANY).sha256());
    List<Step> steps = take(rollout, pusher.upsert(List.of(wrong), ANY).records());
    assertThat(said(steps)).containsExactly("REJECTED 1 COMPILE_ERROR");
    assertThat(steps.get(0).status().message()).contains("no-such-id");
  }

  @Test
  void anEmptySetNeverTakesThePlaceOfAnother() {
    take(rollout, pusher.replace(ANY).records());
    List<Step> steps = take(rollout, pusher.mode(Mode.DISABLED, ANY_ID).records());
    assertThat(said(steps)).containsExactly("REJECTED 2 EMPTY");
  }

  @Test
  void whatNobodyTrustedHasSignedNeverTakesEffect() {
    Pusher stranger = new Pusher(SigningKey.generate());
    assertThat(said(take(rollout, stranger.replace(ANY).records())))
        .containsExactly("REJECTED 1 UNKNOWN_KEY");
  }

  @Test
  void anOldAndANewKeyHoldTogetherWhileKeysAreRotated() {
    SigningKey old = SigningKey.generate();
    SigningKey fresh = SigningKey.generate();
    Pusher before = new Pusher(old);
    Rollout both =
        new Rollout(
            Pusher.admission(old, fresh),
            new RuleSourcesCompiler(Samples.SETTINGS),
            RuleSeed.ORIGIN,
            new PendingBlobs(PendingBlobs.MAX_BYTES),
            null);
    Push first = before.replace(ANY);
    assertThat(said(take(both, first.records()))).containsExactly("ACCEPTED 1");
    Push second = new Pusher(fresh).at(first).replace(CERTUTIL);
    assertThat(said(take(both, second.records()))).containsExactly("ACCEPTED 2");
  }

  @Test
  void aDowngradeIsRefused() {
    Push first = pusher.replace(ANY);
    take(rollout, first.records());
    take(rollout, pusher.replace(CERTUTIL).records());
    assertThat(said(take(rollout, first.records()))).containsExactly("REJECTED 1 STALE_VERSION");
  }

  @Test
  void garbageIsReportedAndHoldsUpNothing() {
    List<ControlRecord> garbage =
        List.of(
            new ControlRecord(Pusher.bytes("garbage"), new byte[] {1}),
            new ControlRecord(new byte[] {(byte) 0xFF}, new byte[] {1}),
            new ControlRecord(Pusher.bytes("blob/" + "0".repeat(64)), new byte[] {1}),
            new ControlRecord(
                Pusher.bytes("proposal/default/1/" + "0".repeat(64)), Pusher.bytes("{}")),
            new ControlRecord(Pusher.bytes("proposal/other/1/" + "0".repeat(64)), new byte[9]),
            new ControlRecord(Pusher.bytes("garbage"), null));
    assertThat(said(take(rollout, garbage)))
        .containsExactly(
            "REJECTED 0 MALFORMED",
            "REJECTED 0 MALFORMED",
            "REJECTED 0 DAMAGED_BLOB",
            "REJECTED 1 MALFORMED");
    assertThat(said(take(rollout, pusher.replace(ANY).records()))).containsExactly("ACCEPTED 1");
  }

  @Test
  void aManifestThatChangesWhereAHostStandsNeedsARestart() {
    take(rollout, pusher.replace(ANY).records());
    SourceFile mapping =
        Samples.file(
            "ours.yml",
            """
            schema: ours
            recognise:
              - has: [our.marker]
            host: [our.host]
            """);
    List<Step> steps =
        take(
            rollout,
            pusher.upsert(List.of(Pusher.entry(Kind.MAPPING, mapping)), mapping).records());
    assertThat(said(steps)).containsExactly("REJECTED 2 RESTART_REQUIRED");
  }

  @Test
  void logSourcesChangeWhileTheJobRuns() {
    take(rollout, pusher.replace(ANY).records());
    SourceFile table =
        Samples.file(
            "ours.yml",
            """
            schemas: [zeek]
            sources:
              - {product: ours, service: audit, title: Audit, where: {_path: audit}}
            """);
    ManifestEntry entry = Pusher.entry(Kind.LOGSOURCE, table);
    List<Step> steps = take(rollout, pusher.upsert(List.of(entry), table).records());
    assertThat(steps.get(0).status().problems()).isEmpty();
    assertThat(said(steps)).containsExactly("ACCEPTED 2");
  }

  @Test
  void aBrokenTableIsAnErrorWithItsPlace() {
    take(rollout, pusher.replace(ANY).records());
    SourceFile table = Samples.file("ours.yml", "schema: [");
    ManifestEntry entry = Pusher.entry(Kind.MAPPING, table);
    List<Step> steps = take(rollout, pusher.upsert(List.of(entry), table).records());
    assertThat(said(steps)).containsExactly("REJECTED 2 COMPILE_ERROR");
    assertThat(steps.get(0).status().problems().get(0).toString()).contains("ours.yml:1:");
  }

  @Test
  void oneIdInTwoKindsIsRefused() {
    ManifestEntry rule = Pusher.entry(Kind.RULE, ANY);
    ManifestEntry filter = Pusher.entry(Kind.FILTER, ANY);
    assertThat(said(take(rollout, pusher.upsert(List.of(rule, filter), ANY).records())))
        .containsExactly("REJECTED 1 MALFORMED");
  }

  @Test
  void placeholdersComeWithTheRulesThatNeedThem() {
    SourceFile rule =
        Samples.file(
            "admins.yml",
            Samples.ANY_PROCESS.replaceFirst(
                "(?s)detection:.*?condition",
                """
            detection:
              selection:
                Image|expand: '%tools%'
              condition"""));
    List<ManifestEntry> entries = new ArrayList<>(Pusher.entries(rule));
    assertThat(said(take(rollout, pusher.upsert(entries, rule).records())))
        .containsExactly("REJECTED 1 COMPILE_ERROR");
    SourceFile table = Samples.file("tools.yml", "tools: ['C:\\Windows\\notepad.exe']");
    entries.add(Pusher.entry(Kind.PLACEHOLDERS, table));
    Pusher again = new Pusher();
    Rollout fresh = rollout(again);
    assertThat(said(take(fresh, again.upsert(entries, rule, table).records())))
        .containsExactly("ACCEPTED 1");
  }

  @Test
  void theSetLastAcceptedComesBackWhateverItsVersion() {
    Push push = pusher.at(pusher.replace(ANY)).replace(ANY, CERTUTIL);
    push.blobs().forEach(blob -> rollout.take(blob.key(), blob.value()));
    Step step = rollout.seed(push.envelope());
    assertThat(step.status().version()).isEqualTo(2);
    assertThat(step.accepted()).isNotNull();
  }

  @Test
  void aSetWhoseFilesAreGoneIsNotBroughtBack() {
    Step step = rollout.seed(pusher.replace(ANY).envelope());
    assertThat(step.accepted()).isNull();
    assertThat(step.status().rejection()).isEqualTo(Reason.MISSING_BLOB);
  }

  private static Rollout rollout(Pusher pusher) {
    return new Rollout(
        pusher.admission(),
        new RuleSourcesCompiler(Samples.SETTINGS),
        RuleSeed.ORIGIN,
        new PendingBlobs(PendingBlobs.MAX_BYTES),
        null);
  }

  private static List<Step> take(Rollout rollout, List<ControlRecord> records) {
    List<Step> steps = new ArrayList<>();
    records.forEach(record -> steps.addAll(rollout.take(record.key(), record.value())));
    return steps;
  }

  private static Accepted accepted(List<Step> steps) {
    Accepted accepted = steps.get(steps.size() - 1).accepted();
    if (accepted == null) {
      throw new AssertionError("not accepted: " + said(steps));
    }
    return accepted;
  }

  private static List<String> said(List<Step> steps) {
    return steps.stream()
        .map(Step::status)
        .map(
            status ->
                status.kind()
                    + " "
                    + status.version()
                    + (status.rejection() == null ? "" : " " + status.rejection()))
        .toList();
  }
}
