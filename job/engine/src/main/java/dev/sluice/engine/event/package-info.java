/**
 * Bytes to an {@link dev.sluice.engine.event.Event} that answers to Sigma field names.
 *
 * <p>One JSON document is read strictly, its shape is recognised by a table ({@link
 * dev.sluice.engine.event.Schemas}), and a second table ({@link
 * dev.sluice.engine.event.LogSources}) says which Sigma log sources it is. Both tables are data
 * under {@code rules/}: a new source is a new table, never new code. The layer knows no rule:
 * parser, index and matcher stand above it and share its {@link dev.sluice.engine.event.CaseFold}.
 *
 * <p>There are two readers. {@link dev.sluice.engine.event.EventReader} builds the whole event and
 * is the truth; {@link dev.sluice.engine.event.PlainEvent} notes places in the bytes for the names
 * of a {@link dev.sluice.engine.event.Vocabulary}, and hands over what is shaped in a way that it
 * does not follow: escapes or spaces in names, repeated names, objects in arrays, documents in
 * texts, XML in JSON.
 *
 * <p>Invariant: no input byte makes this package throw; what cannot be read is a {@link
 * dev.sluice.engine.event.DeadLetter}, and a bad table is a {@code SigmaError}.
 */
@NullMarked
package dev.sluice.engine.event;

import org.jspecify.annotations.NullMarked;
