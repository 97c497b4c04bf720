package dev.sluice.engine.yaml;

/** What a problem does to the document that has it. */
public enum Severity {
  /** The document is refused; the rest goes on. */
  ERROR,
  /** The document loads; its author should look. */
  WARNING,
  /** Nothing is wrong; who runs the rules should know. */
  NOTE
}
