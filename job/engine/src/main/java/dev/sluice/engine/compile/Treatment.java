package dev.sluice.engine.compile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a document of a rule set, whatever the document itself says.
 *
 * @param level in place of the level the document states, as alerts show it; null for its own
 * @param expires out of force for events whose own time is this or later; null for never
 */
public record Treatment(Mode mode, @Nullable String level, @Nullable Instant expires) {

  /** In force as it is written. */
  public static final Treatment ENABLED = new Treatment(Mode.ENABLED, null, null);

  /** Whether a document is in force. */
  public enum Mode {
    /** In force. */
    ENABLED,
    /** Evaluated, and its alerts are told from those that count. A filter in shadow hides none. */
    SHADOW,
    /** Compiled, so that its errors are found, and otherwise as if it were not there. */
    DISABLED
  }
}
