package dev.sluice.stream;

/**
 * A time that the clocks of all subtasks have agreed on.
 *
 * @param millis event time, {@link EventClock#NO_TIME} for none
 * @param nanos when the subtask learnt of it, as {@link SplitEnds#nanos} says: after all clocks had
 *     come there
 */
record AgreedTime(long millis, long nanos) {}
