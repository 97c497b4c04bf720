package dev.sluice.engine.sigma;

/** One document of a Sigma file. */
public sealed interface SigmaDocument permits SigmaRule, SigmaCorrelation, SigmaFilter {

  /** What the document says about itself. */
  Header header();
}
