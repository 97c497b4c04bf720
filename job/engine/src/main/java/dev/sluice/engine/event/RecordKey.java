package dev.sluice.engine.event;

/**
 * Says that an event is one record of several that a host wrote of one and the same thing.
 *
 * @param id the same in all of them, and in no others of the host: {@code 1795166047.318:4021}
 * @param type which of them it is, in capital letters
 */
public record RecordKey(String id, String type) {}
