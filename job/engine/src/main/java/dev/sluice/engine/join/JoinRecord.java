package dev.sluice.engine.join;

import dev.sluice.engine.event.Origin;
import dev.sluice.engine.event.RecordKey;

/**
 * One record of a larger event, as it came.
 *
 * @param timeMillis its event time since the epoch
 * @param bytes one JSON object in UTF-8; never changed
 */
public record JoinRecord(RecordKey key, Origin origin, long timeMillis, byte[] bytes) {}
