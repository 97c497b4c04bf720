/**
 * Processing pipelines as pySigma has them: what a team does to the rules of others before it uses
 * them.
 *
 * <p>{@link dev.sluice.engine.pipeline.Pipelines} rewrites the nodes of a document before {@code
 * sigma} reads them, so that a rewritten rule is a rule like any other: it can be written down,
 * compiled and pushed. Knows the language's shape, not its meaning.
 *
 * <p>Invariant: what is not supported is refused by its name and place, when the pipeline is read;
 * a rule that a pipeline cannot be applied to is refused. Nothing is skipped in silence.
 */
@NullMarked
package dev.sluice.engine.pipeline;

import org.jspecify.annotations.NullMarked;
