/**
 * The forms in which alerts leave: Sluice's own, and those that other systems know.
 *
 * <p>Takes an alert as {@code match} has written it, as bytes, and nothing else: no clock, no rule
 * set, no settings. What is done with alerts before they leave (budgets, suppression, correlation)
 * knows only Sluice's own form.
 *
 * <p>Invariant: the same alert gives the same bytes. A member that a form has no place for stands
 * under its own name in the form's place for such, so that nothing of an alert is lost but what is
 * cut to fit into a record.
 */
@NullMarked
package dev.sluice.engine.format;

import org.jspecify.annotations.NullMarked;
