package dev.sluice.engine.event;

import org.jspecify.annotations.Nullable;

/**
 * One kind of event that a log source is made of, as its vendor documents it.
 *
 * @param provider the event provider, or null when the table names none
 * @param channel the event channel, or null when the table names none
 * @param id the event id, or null when the whole channel is meant
 * @param title what the event says, or what the log source is
 */
public record EventType(
    @Nullable String provider, @Nullable String channel, @Nullable String id, String title) {}
