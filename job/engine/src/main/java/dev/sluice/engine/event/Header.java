package dev.sluice.engine.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a source must know of an event before the event is read: equal to what {@link
 * EventReader#read} gives.
 *
 * @param host the folded host name, or null when the event names none
 * @param time the event's own time, or null when it has none
 * @param record of which larger event it is a record, or null when it stands alone
 * @param deadLetter why the bytes are no event, or null when they are one
 */
public record Header(
    @Nullable String host,
    @Nullable Instant time,
    @Nullable RecordKey record,
    @Nullable DeadLetter deadLetter) {}
