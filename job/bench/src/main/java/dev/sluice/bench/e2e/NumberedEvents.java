package dev.sluice.bench.e2e;

import org.jspecify.annotations.Nullable;

/** Events by their number; the same number gives the same bytes. */
interface NumberedEvents {

  /** The bytes of event {@code number}. */
  byte[] event(int number);

  /** Whether the rule that no push touches fires on event {@code number}, whatever is in force. */
  boolean isWatched(int number);

  /** The partition that event {@code number} goes to; null for any. */
  default @Nullable Integer partition(int number) {
    return null;
  }
}
