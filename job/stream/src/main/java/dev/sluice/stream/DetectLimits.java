package dev.sluice.stream;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What bounds the alerts and the patience of the job, and what alerts tell.
 *
 * @param alerts null where every alert goes out
 * @param maxAlertBytes the longest alert; a longer one carries its event cut
 * @param joinWait see {@link dev.sluice.engine.join.JoinLimits#waiting}
 * @param lineage whether events are told of the lineage of their process
 */
record DetectLimits(
    @Nullable AlertLimits alerts, int maxAlertBytes, Duration joinWait, boolean lineage)
    implements Serializable {

  /** Every alert goes out as it is, and every record is judged by itself. */
  static final DetectLimits NONE = new DetectLimits(null, Integer.MAX_VALUE, Duration.ZERO, true);
}
