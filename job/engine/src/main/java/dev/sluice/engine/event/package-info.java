/**
 * Bytes to an {@link dev.sluice.engine.event.Event} that answers to Sigma field names.
 *
 * <p>One JSON document is read strictly, its shape is recognised by a table ({@link
 * dev.sluice.engine.event.Schemas}), and a second table ({@link
 * dev.sluice.engine.event.LogSources}) says which Sigma log sources it is. Both tables are data
 * under {@code rules/}: a new source is a new table, never new code. The layer knows no rule:
 * parser, index and matcher stand above it and share its {@link dev.sluice.engine.event.CaseFold}.
 *
 * <p>Invariant: no input byte makes this package throw; what cannot be read is a {@link
 * dev.sluice.engine.event.DeadLetter}, and a bad table is a {@code SigmaError}.
 */
@NullMarked
package dev.sluice.engine.event;

import org.jspecify.annotations.NullMarked;
