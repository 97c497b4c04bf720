package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.control.Rejection;
import dev.sluice.stream.control.Rejection.Reason;
import dev.sluice.stream.control.StatusOrigin;
import dev.sluice.stream.control.StatusRecord;
import dev.sluice.stream.control.StatusRecord.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RolloutCheckTest {

  /** Manifests are made at eight. */
  private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");

  private final Manifests topics = new Manifests();
  private final StatusLog log = new StatusLog(Manifests.NAME);
  private final List<SignedManifest> proposed = new ArrayList<>();

  @Test
  void withoutARuleSetOneIsToBePushed() {
    assertThat(symptoms(null, NINE))
        .singleElement()
        .satisfies(
            symptom -> {
              assertThat(symptom.code()).isEqualTo("NO_RULE_SET");
              assertThat(symptom.remedy()).isEqualTo("sluice push PATH --wait");
            });
  }

  @Test
  void aSetThatEverySubtaskJudgesByIsFine() {
    SignedManifest manifest = accepted();
    StatusOrigin.READERS.forEach(operator -> say(manifest, operator, 0, 1));
    assertThat(symptoms(manifest, NINE)).isEmpty();
  }

  @Test
  void subtasksThatAreBehindAreNamed() {
    SignedManifest manifest = accepted();
    StatusOrigin.READERS.forEach(operator -> say(manifest, operator, 0, 1));
    say(manifest, "detect", 1, 3);
    assertThat(symptoms(manifest, NINE))
        .singleElement()
        .satisfies(
            symptom -> {
              assertThat(symptom.code()).isEqualTo("RULES_DIFFER");
              assertThat(symptom.seen())
                  .isEqualTo("detect: 2 of 3 ACTIVE, 0 DURABLE; not yet subtask 2");
              assertThat(symptom.expected()).contains(manifest.toString());
            });
  }

  @Test
  void whatNobodyJudgesByIsSaidWhenNoSubtaskHasSpoken() {
    assertThat(symptoms(accepted(), NINE))
        .extracting(Symptom::seen)
        .containsExactly("not every step that reads rules has spoken");
  }

  @Test
  void aProposalWithoutAnAnswerWaitsAfterTwoMinutes() {
    SignedManifest manifest = accepted();
    StatusOrigin.READERS.forEach(operator -> say(manifest, operator, 0, 1));
    SignedManifest next = topics.propose("more", edit -> edit.upsert(List.of(Manifests.rule("b"))));
    proposed.add(next);
    assertThat(symptoms(manifest, Instant.parse("2026-11-22T08:01:00Z"))).isEmpty();
    assertThat(symptoms(manifest, NINE))
        .singleElement()
        .satisfies(
            symptom -> {
              assertThat(symptom.code()).isEqualTo("PROPOSAL_WAITING");
              assertThat(symptom.seen()).startsWith("version 2 (").contains("by alice");
            });
    reject(next, NINE);
    assertThat(symptoms(manifest, NINE))
        .extracting(Symptom::code)
        .containsExactly("PROPOSAL_REJECTED");
  }

  @Test
  void aRejectionIsOfInterestForADay() {
    SignedManifest manifest = accepted();
    StatusOrigin.READERS.forEach(operator -> say(manifest, operator, 0, 1));
    reject(manifest, NINE);
    assertThat(symptoms(manifest, NINE.plusSeconds(86_000)))
        .extracting(Symptom::seen)
        .containsExactly(
            manifest + " was rejected at 2026-11-22T09:00:00Z: STALE_VERSION: too old");
    assertThat(symptoms(manifest, NINE.plusSeconds(87_000))).isEmpty();
  }

  private SignedManifest accepted() {
    return topics.accept("first", edit -> edit.upsert(List.of(Manifests.rule("a"))));
  }

  private void say(SignedManifest manifest, String operator, int subtask, int parallelism) {
    log.add(
        StatusRecord.of(
            Kind.ACTIVE,
            Manifests.NAME,
            manifest.manifest().version(),
            manifest.hash(),
            new StatusOrigin("i", operator, subtask, parallelism),
            NINE));
  }

  private void reject(SignedManifest manifest, Instant at) {
    log.add(
        StatusRecord.rejected(
            new Rejection(Reason.STALE_VERSION, "too old"),
            Manifests.NAME,
            manifest.manifest().version(),
            manifest.hash(),
            new StatusOrigin("i", "rollout", 0, 1),
            at));
  }

  private List<Symptom> symptoms(@Nullable SignedManifest inForce, Instant now) {
    StatusReport report = StatusReport.of(new RuleSetOptions(), inForce, log);
    return new RolloutCheck(report, proposed, log, now).symptoms();
  }
}
