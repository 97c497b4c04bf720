package dev.sluice.stream.control;

import static dev.sluice.stream.control.Keys.ALICE;
import static dev.sluice.stream.control.Manifests.bytes;
import static dev.sluice.stream.control.Manifests.everyKind;
import static dev.sluice.stream.control.Manifests.hash;
import static dev.sluice.stream.control.Manifests.manifest;
import static dev.sluice.stream.control.Manifests.rules;
import static dev.sluice.stream.control.Manifests.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.stream.control.AdmissionResult.Admitted;
import dev.sluice.stream.control.AdmissionResult.Duplicate;
import dev.sluice.stream.control.Rejection.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final Admission ADMISSION = new Admission(Keys.settings());
  private static final InForce THREE = new InForce(3, hash("three"));

  @Test
  void theFirstManifestIsVersionOneOfNothing() {
    Envelope first = signed(manifest(1, "", everyKind()));
    assertThat(ADMISSION.admit(first.toJson(), null))
        .isEqualTo(new Admitted(manifest(1, "", everyKind()), first.hash()));
    assertRejected(manifest(2, "", rules(1)), null, Reason.PARENT_CONFLICT);
    assertRejected(manifest(1, hash("x"), rules(1)), null, Reason.PARENT_CONFLICT);
  }

  @Test
  void theNextManifestIsMadeFromTheOneInForce() {
    RuleSetManifest next = manifest(4, THREE.hash(), rules(2));
    assertThat(ADMISSION.admit(signed(next).toJson(), THREE)).isInstanceOf(Admitted.class);
    assertRejected(manifest(4, hash("another three"), rules(2)), THREE, Reason.PARENT_CONFLICT);
    assertRejected(manifest(4, "", rules(2)), THREE, Reason.PARENT_CONFLICT);
    assertRejected(manifest(5, THREE.hash(), rules(2)), THREE, Reason.PARENT_CONFLICT);
  }

  @Test
  void ofTwoPushersInConflictTheFirstWins() {
    Envelope first = signed(manifest(4, THREE.hash(), rules(2)));
    Envelope second = signed(manifest(4, THREE.hash(), rules(3)));
    assertThat(ADMISSION.admit(first.toJson(), THREE)).isInstanceOf(Admitted.class);
    InForce four = new InForce(4, first.hash());
    assertThat(rejection(ADMISSION.admit(second.toJson(), four)).reason())
        .isEqualTo(Reason.STALE_VERSION);
  }

  @Test
  void whatIsReplayedOrDowngradedIsStale() {
    assertRejected(manifest(3, hash("two"), rules(1)), THREE, Reason.STALE_VERSION);
    assertRejected(manifest(2, hash("one"), rules(1)), THREE, Reason.STALE_VERSION);
    assertRejected(manifest(1, "", rules(1)), THREE, Reason.STALE_VERSION);
  }

  @Test
  void theManifestInForceIsADuplicate() {
    Envelope first = signed(manifest(1, "", rules(1)));
    InForce inForce = new InForce(1, first.hash());
    assertThat(ADMISSION.admit(first.toJson(), inForce)).isEqualTo(new Duplicate(inForce));
    byte[] signedTwice = first.signedBy(ALICE).toJson();
    assertThat(ADMISSION.admit(signedTwice, inForce)).isEqualTo(new Duplicate(inForce));
  }

  @Test
  void aDuplicateIsVerifiedAsWell() {
    Envelope unsigned = Envelope.of(manifest(1, "", rules(1)));
    InForce inForce = new InForce(1, unsigned.hash());
    assertThat(rejection(ADMISSION.admit(unsigned.toJson(), inForce)).reason())
        .isEqualTo(Reason.UNSIGNED);
  }

  @Test
  void aSeedMayBeOfAnyVersion() {
    RuleSetManifest seed = manifest(9, hash("eight"), rules(1));
    assertThat(ADMISSION.admitAccepted(signed(seed).toJson())).isInstanceOf(Admitted.class);
    byte[] unsigned = Envelope.of(seed).toJson();
    assertThat(rejection(ADMISSION.admitAccepted(unsigned)).reason()).isEqualTo(Reason.UNSIGNED);
  }

  @Test
  void anotherRuleSetOrEnvironmentIsRefused() {
    RuleSetManifest good = manifest(1, "", rules(1));
    RuleSetManifest otherName = named(good, "other", good.environment());
    RuleSetManifest otherPlace = named(good, good.name(), "test");
    assertRejected(otherName, null, Reason.WRONG_NAME);
    assertRejected(otherPlace, null, Reason.WRONG_ENVIRONMENT);
    assertRejected(named(good, "other", "test"), null, Reason.WRONG_NAME);
    assertThat(rejection(ADMISSION.admitAccepted(signed(otherPlace).toJson())))
        .hasToString(
            "WRONG_ENVIRONMENT: the manifest is for the environment 'test', not 'production'");
  }

  @Test
  void aProposalStandsUnderItsOwnKey() {
    RuleSetManifest manifest = manifest(1, "", rules(1));
    Envelope envelope = signed(manifest);
    String hash = envelope.hash();
    ControlKey.Proposal right = ControlKey.Proposal.of(manifest, hash);
    assertThat(ADMISSION.admit(right, envelope.toJson(), null)).isInstanceOf(Admitted.class);
    for (ControlKey.Proposal wrong :
        List.of(
            new ControlKey.Proposal("other", 1, hash),
            new ControlKey.Proposal("fleet", 2, hash),
            new ControlKey.Proposal("fleet", 1, hash("other")))) {
      Rejection rejection = rejection(ADMISSION.admit(wrong, envelope.toJson(), null));
      assertThat(rejection.reason()).isEqualTo(Reason.MALFORMED);
      assertThat(rejection.message()).contains(right.text()).contains(wrong.text());
    }
  }

  @Test
  void signaturesAreCheckedBeforeThePayloadIsRead() {
    Envelope garbage = new Envelope(bytes("no json"), List.of());
    assertThat(rejection(ADMISSION.admit(garbage.toJson(), null)).reason())
        .isEqualTo(Reason.UNSIGNED);
    Rejection signed = rejection(ADMISSION.admit(garbage.signedBy(ALICE).toJson(), null));
    assertThat(signed.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(signed.message()).startsWith("manifest: 1:").contains("not JSON");
  }

  @Test
  void whatIsBeyondALimitIsTooLarge() {
    AdmissionSettings settings = Keys.settings();
    ManifestLimits small = new ManifestLimits(10_000, 2, 1);
    Admission admission =
        new Admission(
            new AdmissionSettings(
                settings.name(), settings.environment(), settings.trustedKeys(), 1, false, small));
    assertTooLarge(admission, signed(manifest(1, "", rules(3))).toJson(), "manifest: ");
    assertTooLarge(admission, signed(manifest(1, "", rules(60))).toJson(), "a manifest of ");
    assertTooLarge(admission, new byte[small.maxEnvelopeBytes() + 1], "an envelope of ");
  }

  @Test
  void settingsThatAdmitNothingAreRefused() {
    assertThatThrownBy(() -> Keys.settings(TrustedKeys.NONE, 1, false))
        .hasMessageContaining("only 0 keys are trusted");
    assertThatThrownBy(() -> Keys.settings(TrustedKeys.NONE, 0, true))
        .hasMessageContaining("at least one signature");
    TrustedKeys keys = Keys.trusting(ALICE);
    assertThatThrownBy(
            () -> new AdmissionSettings("fl\u0131et", "test", keys, 1, false, Manifests.LIMITS))
        .hasMessageContaining("rule set: expected a name");
  }

  private static void assertTooLarge(Admission admission, byte[] envelope, String message) {
    Rejection rejection = rejection(admission.admit(envelope, null));
    assertThat(rejection.reason()).as(text(envelope)).isEqualTo(Reason.TOO_LARGE);
    assertThat(rejection.message()).contains(message);
  }

  private static void assertRejected(
      RuleSetManifest manifest, @Nullable InForce inForce, Reason reason) {
    assertThat(rejection(ADMISSION.admit(signed(manifest).toJson(), inForce)).reason())
        .isEqualTo(reason);
  }

  private static RuleSetManifest named(RuleSetManifest manifest, String name, String environment) {
    return new RuleSetManifest(
        name,
        environment,
        manifest.version(),
        manifest.parent(),
        manifest.allowPartial(),
        manifest.entries(),
        manifest.change(),
        manifest.createdAt(),
        manifest.createdBy());
  }

  private static Envelope signed(RuleSetManifest manifest) {
    return Envelope.of(manifest).signedBy(ALICE);
  }

  static Rejection rejection(AdmissionResult result) {
    assertThat(result).isInstanceOf(Rejection.class);
    return (Rejection) result;
  }
}
