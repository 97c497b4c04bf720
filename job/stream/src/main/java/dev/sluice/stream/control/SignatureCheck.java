package dev.sluice.stream.control;

import dev.sluice.stream.control.Rejection.Reason;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says whether enough trusted keys signed a payload.
 *
 * <p>Distinct keys count, however often each signs. A bad signature in the name of a trusted key is
 * never passed over: somebody changed the payload or the signature. Keys that are not known are,
 * when enough others signed.
 */
final class SignatureCheck {
  private final AdmissionSettings settings;

  SignatureCheck(AdmissionSettings settings) {
    this.settings = settings;
  }

  /** Returns null when the signatures suffice. */
  @Nullable Rejection check(Envelope envelope) {
    Set<String> good = new TreeSet<>();
    Set<String> unknown = new TreeSet<>();
    for (Signature signature : envelope.signatures()) {
      TrustedKey key = settings.trustedKeys().find(signature.keyId());
      if (key == null) {
        unknown.add(signature.keyId());
      } else if (key.verifies(envelope.payload(), signature.sig())) {
        good.add(signature.keyId());
      } else {
        String message = "the signature of key " + signature.keyId() + " is not of this payload";
        return new Rejection(Reason.BAD_SIGNATURE, message);
      }
    }
    boolean enough = settings.unsignedAllowed() || good.size() >= settings.requiredSignatures();
    return enough ? null : tooFew(good, unknown);
  }

  private Rejection tooFew(Set<String> good, Set<String> unknown) {
    String message =
        "%d of %d required signatures".formatted(good.size(), settings.requiredSignatures());
    return unknown.isEmpty()
        ? new Rejection(Reason.UNSIGNED, message)
        : new Rejection(
            Reason.UNKNOWN_KEY, message + "; keys not known: " + String.join(", ", unknown));
  }
}
