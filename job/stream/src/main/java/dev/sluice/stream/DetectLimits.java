package dev.sluice.stream;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What bounds the alerts of the job.
 *
 * @param alerts null where every alert goes out
 * @param maxAlertBytes the longest alert; a longer one carries its event cut
 */
record DetectLimits(@Nullable AlertLimits alerts, int maxAlertBytes) implements Serializable {

  /** Every alert goes out as it is. */
  static final DetectLimits NONE = new DetectLimits(null, Integer.MAX_VALUE);
}
