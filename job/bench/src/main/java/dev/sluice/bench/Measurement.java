package dev.sluice.bench;

import org.jspecify.annotations.Nullable;

/**
 * What one judge has done with the events of one lane. Times are medians over the rounds; counts
 * are those of the first round.
 *
 * @param events measured in a round, each once
 * @param warmUpEvents others, judged before
 * @param bytesPerEvent mean length of an event
 * @param ratioToJackson events a second of the judge to those of the tokenizer: the median of the
 *     rounds' own ratios
 * @param lowestRatio of the round where it was least
 * @param highestRatio of the round where it was most
 * @param bytesAllocatedPerEvent by the judge's thread, verdicts and alerts included
 * @param bytesAllocatedPerSilentEvent over those events that no rule fires on; null when there is
 *     none
 * @param candidatesPerEvent rules evaluated; null when the judge does not count them
 * @param alerts rules that fired, summed over the events
 * @param silent events that fit a log source and on which no rule fired
 * @param unrouted events that fit no log source
 * @param unreadable events that are none
 */
public record Measurement(
    int rules,
    int events,
    int warmUpEvents,
    int rounds,
    double bytesPerEvent,
    double eventsPerSecond,
    double jacksonEventsPerSecond,
    double ratioToJackson,
    double lowestRatio,
    double highestRatio,
    double bytesAllocatedPerEvent,
    @Nullable Double bytesAllocatedPerSilentEvent,
    @Nullable Double candidatesPerEvent,
    long alerts,
    long silent,
    long unrouted,
    long unreadable) {}
