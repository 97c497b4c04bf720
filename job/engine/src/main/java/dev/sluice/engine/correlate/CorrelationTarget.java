package dev.sluice.engine.correlate;

import dev.sluice.engine.sigma.Header;

/** A document that a correlation may name, and that need not be compiled with it. */
public record CorrelationTarget(Header header, State state) {

  /** What became of a document. */
  public enum State {
    /** In force. */
    IN_FORCE,
    /** Evaluated, and its alerts are told from those that count. */
    SHADOW,
    /** It has an error. */
    REFUSED,
    /** Disabled, or left out by the selection or the manifest. */
    DISABLED
  }
}
