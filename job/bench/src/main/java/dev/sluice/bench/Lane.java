package dev.sluice.bench;

import java.util.Locale;

/** The kinds of events that are measured. */
enum Lane {
  /** The telemetry as it comes. */
  NATURAL,
  /** Process creations only, made from those of the telemetry. */
  PROCESS,
  /** Process creations that are hard on a matcher. */
  ADVERSARIAL,
  /** Zeek only. */
  ZEEK;

  /** The name in options and results. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
