/**
 * What an author should hear of rules that load: findings about metadata, tags, log sources,
 * fields, values, conditions and the text of the file, each with a stable code.
 *
 * <p>{@link dev.sluice.engine.lint.Linter} reads what the parser read and never changes what a rule
 * means; {@link dev.sluice.engine.lint.Suppressions} takes out what a document says it knows of,
 * and {@link dev.sluice.engine.lint.Repair} rewrites what can be repaired without changing the
 * meaning.
 *
 * <p>Invariant: no finding of this package refuses a document, and no input makes it throw.
 */
@NullMarked
package dev.sluice.engine.lint;

import org.jspecify.annotations.NullMarked;
