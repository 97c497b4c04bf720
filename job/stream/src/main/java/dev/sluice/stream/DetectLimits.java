package dev.sluice.stream;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What bounds the alerts of the job, and what they tell.
 *
 * @param alerts null where every alert goes out
 * @param maxAlertBytes the longest alert; a longer one carries its event cut
 * @param lineage whether events are told of the lineage of their process
 */
record DetectLimits(@Nullable AlertLimits alerts, int maxAlertBytes, boolean lineage)
    implements Serializable {

  /** Every alert goes out as it is. */
  static final DetectLimits NONE = new DetectLimits(null, Integer.MAX_VALUE, true);
}
