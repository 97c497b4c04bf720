package dev.sluice.stream;

import org.jspecify.annotations.Nullable;

/**
 * What the verifier tells every subtask that reads rules.
 *
 * @param incarnation which the verifier drew for this attempt of the job; subtasks repeat it, so
 *     that what an earlier attempt said does not count
 * @param update the set that is to come into force, null for a tick: an occasion to speak for a
 *     subtask that has no events
 */
public record RuleBroadcast(String incarnation, @Nullable RuleSetUpdate update) {}
