package dev.sluice.stream.control;

import java.util.List;

/** Keys that the tests of this package share, and settings that trust them. */
final class Keys {
  static final SigningKey ALICE = SigningKey.generate();
  static final SigningKey BOB = SigningKey.generate();
  static final SigningKey MALLORY = SigningKey.generate();

  private Keys() {}

  static TrustedKeys trusting(SigningKey... keys) {
    return new TrustedKeys(List.of(keys).stream().map(key -> key.trusted("")).toList());
  }

  /** One signature by Alice is required. */
  static AdmissionSettings settings() {
    return settings(trusting(ALICE), 1, false);
  }

  static AdmissionSettings settings(TrustedKeys trusted, int required, boolean unsignedAllowed) {
    return new AdmissionSettings(
        Manifests.NAME,
        Manifests.ENVIRONMENT,
        trusted,
        required,
        unsignedAllowed,
        Manifests.LIMITS);
  }
}
