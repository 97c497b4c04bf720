package dev.sluice.stream.control;

/** What an edit of a manifest gives. */
public sealed interface EditResult {

  /** The manifest to propose, and what it changes. */
  record Edited(RuleSetManifest manifest, ManifestDiff diff) implements EditResult {}

  /** What was asked for is in force already. */
  record Unchanged() implements EditResult {}

  /**
   * What was asked for cannot be.
   *
   * @param message one line
   */
  record Refused(String message) implements EditResult {}
}
