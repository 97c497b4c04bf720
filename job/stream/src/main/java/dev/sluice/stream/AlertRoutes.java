package dev.sluice.stream;

/** Where {@link AlertGate} sends things. */
interface AlertRoutes {

  /** An alert within its budget, the first to say what it says. */
  void alert(Alert alert);

  /** An alert of a rule that is only tried out. */
  void shadow(Alert alert);

  /** An alert beyond its budget, or one that says what another has said. */
  void overflow(Alert alert, OverflowReason reason);

  /** A rule went beyond its budget: said once for a host and a minute. */
  void noisy(NoisyRule notice);

  /** An interval of suppression is over, and alerts were suppressed in it. */
  void suppressed(SuppressionSummary summary);
}
