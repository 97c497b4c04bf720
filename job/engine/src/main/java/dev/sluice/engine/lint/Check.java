package dev.sluice.engine.lint;

/** Looks for one kind of finding in one document. Holds no state of documents. */
interface Check {

  /** Adds what there is to say of {@code document}. Never throws on input. */
  void check(LintedDocument document, Findings findings);
}
