/**
 * Sigma rules to predicates: modifiers, wildcards, placeholders and filters are resolved here,
 * once.
 *
 * <p>Takes what {@code sigma} has read and gives {@link dev.sluice.engine.compile.CompiledRule}s,
 * which {@code match} evaluates without any knowledge of Sigma. The {@link
 * dev.sluice.engine.compile.Predicate} tree keeps the search identifiers as {@link
 * dev.sluice.engine.compile.Predicate.Selection} nodes, so that a verdict can be explained in the
 * author's words.
 *
 * <p>Invariant: a rule compiles to the same predicates in every process, whatever the other rules
 * are.
 */
@NullMarked
package dev.sluice.engine.compile;

import org.jspecify.annotations.NullMarked;
