package dev.sluice.stream.control;

import java.io.Serializable;

/**
 * Whose manifests are admitted.
 *
 * @param name of the rule set
 * @param environment in which this runs
 * @param requiredSignatures by distinct trusted keys
 * @param unsignedAllowed for development only: signatures may be missing, but not be bad
 */
public record AdmissionSettings(
    String name,
    String environment,
    TrustedKeys trustedKeys,
    int requiredSignatures,
    boolean unsignedAllowed,
    ManifestLimits limits)
    implements Serializable {

  /** Refuses settings with which no manifest could ever be admitted. */
  public AdmissionSettings {
    requireName("rule set", name);
    requireName("environment", environment);
    if (requiredSignatures < 1) {
      throw new IllegalArgumentException("at least one signature must be required");
    }
    if (!unsignedAllowed && trustedKeys.keys().size() < requiredSignatures) {
      throw new IllegalArgumentException(
          requiredSignatures
              + " signatures are required, but only "
              + trustedKeys.keys().size()
              + " keys are trusted");
    }
  }

  private static void requireName(String what, String name) {
    if (!TextForm.NAME.allows(name)) {
      throw new IllegalArgumentException(
          what + ": expected " + TextForm.NAME.expected() + ", found " + BoundedText.quoted(name));
    }
  }
}
