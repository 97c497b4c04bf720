package dev.sluice.stream;

import org.jspecify.annotations.Nullable;

/**
 * What the verifier tells every subtask that correlates; see {@link RuleBroadcast}.
 *
 * @param inForce the correlations that come into force, null for a tick
 */
public record CorrelationBroadcast(String incarnation, @Nullable CorrelationsInForce inForce) {}
