package dev.sluice.stream;

import java.util.Locale;

/** Why an alert is on the overflow topic. */
enum OverflowReason {
  /** Its rule had raised more alerts than its budget on this host and in this minute. */
  BUDGET,
  /** Another alert had said the same less than an interval ago. */
  SUPPRESSED;

  /** As it stands in JSON. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
