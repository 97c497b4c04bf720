package dev.sluice.stream.control;

import static dev.sluice.stream.control.Keys.ALICE;
import static dev.sluice.stream.control.Manifests.manifest;
import static dev.sluice.stream.control.Manifests.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.control.AdmissionResult.Admitted;
import dev.sluice.stream.control.Rejection.Reason;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No byte of a signed manifest can be changed on its way. */
class TamperingTest {
  private static final Admission ADMISSION = new Admission(Keys.settings());
  private static final Envelope GOOD = Envelope.of(manifest(1, "", rules(1))).signedBy(ALICE);

  @Test
  void noByteOfThePayloadCanBeChanged() {
    byte[] payload = GOOD.payload();
    for (int i = 0; i < payload.length; i++) {
      Envelope changed = new Envelope(flipped(payload, i, 1), GOOD.signatures());
      assertReason(changed.toJson(), Reason.BAD_SIGNATURE, i);
    }
  }

  @Test
  void noBitOfTheSignatureCanBeChanged() {
    Signature signature = GOOD.signatures().get(0);
    for (int bit = 0; bit < 8 * Ed25519.SIGNATURE_BYTES; bit++) {
      byte[] sig = flipped(signature.sig(), bit / 8, 1 << (bit % 8));
      Envelope changed =
          new Envelope(GOOD.payload(), List.of(new Signature(signature.keyId(), sig)));
      assertReason(changed.toJson(), Reason.BAD_SIGNATURE, bit);
    }
  }

  @Test
  void noByteOfTheEnvelopeCanBeChanged() {
    byte[] json = GOOD.toJson();
    assertThat(ADMISSION.admit(json, null)).isInstanceOf(Admitted.class);
    for (int i = 0; i < json.length; i++) {
      for (int mask : new int[] {1, 0x20, 0x80}) {
        AdmissionResult result = ADMISSION.admit(flipped(json, i, mask), null);
        assertThat(result).as("byte %d, mask %d", i, mask).isInstanceOf(Rejection.class);
      }
    }
  }

  @Test
  void nothingCanBeCutOffOrAdded() {
    byte[] payload = GOOD.payload();
    byte[] shorter = Arrays.copyOf(payload, payload.length - 1);
    byte[] longer = Arrays.copyOf(payload, payload.length + 1);
    longer[payload.length] = ' ';
    for (byte[] changed : List.of(shorter, longer, new byte[0])) {
      byte[] json = new Envelope(changed, GOOD.signatures()).toJson();
      assertReason(json, Reason.BAD_SIGNATURE, changed.length);
    }
  }

  private static void assertReason(byte[] envelope, Reason reason, int place) {
    Rejection rejection = AdmissionTest.rejection(ADMISSION.admit(envelope, null));
    assertThat(rejection.reason()).as("place %d", place).isEqualTo(reason);
  }

  private static byte[] flipped(byte[] bytes, int index, int mask) {
    byte[] copy = bytes.clone();
    copy[index] ^= (byte) mask;
    return copy;
  }
}
