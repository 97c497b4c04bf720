package dev.sluice.stream.control;

/** What became of an envelope. */
public sealed interface AdmissionResult
    permits AdmissionResult.Admitted, AdmissionResult.Duplicate, Rejection {

  /**
   * The manifest may come into force, if it compiles.
   *
   * @param hash of the payload, which names the manifest
   */
  record Admitted(RuleSetManifest manifest, String hash) implements AdmissionResult {}

  /** The manifest is the one in force; there is nothing to do. */
  record Duplicate(InForce inForce) implements AdmissionResult {}
}
