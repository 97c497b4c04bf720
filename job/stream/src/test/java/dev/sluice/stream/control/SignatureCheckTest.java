package dev.sluice.stream.control;

import static dev.sluice.stream.control.Keys.ALICE;
import static dev.sluice.stream.control.Keys.BOB;
import static dev.sluice.stream.control.Keys.MALLORY;
import static dev.sluice.stream.control.Keys.settings;
import static dev.sluice.stream.control.Keys.trusting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.control.Rejection.Reason;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureCheckTest {
  private static final Envelope UNSIGNED = Envelope.of(Manifests.manifest(1, "", List.of()));
  private static final AdmissionSettings ONE = settings(trusting(ALICE), 1, false);
  private static final AdmissionSettings TWO = settings(trusting(ALICE, BOB), 2, false);
  private static final AdmissionSettings DEVELOPMENT = settings(trusting(ALICE), 1, true);

  @Test
  void oneTrustedKeySuffices() {
    assertGood(ONE, UNSIGNED.signedBy(ALICE));
    assertReason(ONE, UNSIGNED, Reason.UNSIGNED);
    assertReason(ONE, UNSIGNED.signedBy(MALLORY), Reason.UNKNOWN_KEY);
    assertGood(ONE, UNSIGNED.signedBy(MALLORY).signedBy(ALICE));
  }

  @Test
  void whileAKeyIsChangedTheOldAndTheNewOneAreGood() {
    AdmissionSettings rotating = settings(trusting(ALICE, BOB), 1, false);
    assertGood(rotating, UNSIGNED.signedBy(ALICE));
    assertGood(rotating, UNSIGNED.signedBy(BOB));
    AdmissionSettings rotated = settings(trusting(BOB), 1, false);
    assertGood(rotated, UNSIGNED.signedBy(BOB));
    assertReason(rotated, UNSIGNED.signedBy(ALICE), Reason.UNKNOWN_KEY);
  }

  @Test
  void twoSignaturesAreThoseOfTwoKeys() {
    assertGood(TWO, UNSIGNED.signedBy(ALICE).signedBy(BOB));
    assertGood(TWO, UNSIGNED.signedBy(BOB).signedBy(MALLORY).signedBy(ALICE));
    assertReason(TWO, UNSIGNED.signedBy(ALICE), Reason.UNSIGNED);
    assertReason(TWO, UNSIGNED.signedBy(ALICE).signedBy(ALICE), Reason.UNSIGNED);
    assertReason(TWO, UNSIGNED.signedBy(ALICE).signedBy(MALLORY), Reason.UNKNOWN_KEY);
  }

  @Test
  void aBadSignatureOfATrustedKeyIsNeverPassedOver() {
    Signature ofOther = ALICE.sign(new byte[] {1});
    Signature inOthersName = new Signature(BOB.keyId(), ALICE.sign(UNSIGNED.payload()).sig());
    assertReason(ONE, with(ofOther), Reason.BAD_SIGNATURE);
    assertReason(ONE, with(ofOther).signedBy(ALICE), Reason.BAD_SIGNATURE);
    assertReason(TWO, with(inOthersName).signedBy(ALICE), Reason.BAD_SIGNATURE);
    assertReason(DEVELOPMENT, with(ofOther), Reason.BAD_SIGNATURE);
  }

  @Test
  void aSignatureOfNoPointIsBad() {
    byte[] zero = new byte[64];
    byte[] ones = new byte[64];
    Arrays.fill(ones, (byte) 0xFF);
    byte[] identity = new byte[64];
    identity[0] = 1;
    byte[] largeScalar = ALICE.sign(UNSIGNED.payload()).sig().clone();
    largeScalar[63] |= (byte) 0xE0;
    for (byte[] sig : List.of(zero, ones, identity, largeScalar, new byte[0], new byte[63])) {
      assertReason(ONE, with(new Signature(ALICE.keyId(), sig)), Reason.BAD_SIGNATURE);
    }
  }

  @Test
  void inDevelopmentSignaturesMayBeMissing() {
    assertGood(DEVELOPMENT, UNSIGNED);
    assertGood(DEVELOPMENT, UNSIGNED.signedBy(ALICE));
    assertGood(DEVELOPMENT, UNSIGNED.signedBy(MALLORY));
    assertGood(settings(TrustedKeys.NONE, 1, true), UNSIGNED);
  }

  @Test
  void theMessageNamesWhatIsMissing() {
    assertThat(new SignatureCheck(TWO).check(UNSIGNED.signedBy(ALICE).signedBy(MALLORY)))
        .hasToString("UNKNOWN_KEY: 1 of 2 required signatures; keys not known: " + MALLORY.keyId());
  }

  private static Envelope with(Signature signature) {
    return new Envelope(UNSIGNED.payload(), List.of(signature));
  }

  private static void assertGood(AdmissionSettings settings, Envelope envelope) {
    assertThat(new SignatureCheck(settings).check(envelope)).isNull();
  }

  private static void assertReason(AdmissionSettings settings, Envelope envelope, Reason reason) {
    assertThat(new SignatureCheck(settings).check(envelope))
        .extracting(Rejection::reason)
        .isEqualTo(reason);
  }
}
