/**
 * Correlations: which they are, what they are told of events, and the arithmetic of their windows.
 *
 * <p>{@link dev.sluice.engine.correlate.CorrelationCompiler} makes of the documents of {@code
 * sigma} a {@link dev.sluice.engine.correlate.CorrelationSet}: references found, aliases resolved,
 * ordered in stages. A rule that fires is told to it as {@link
 * dev.sluice.engine.correlate.Signal}s, one for each correlation that looks at the rule. {@link
 * dev.sluice.engine.correlate.GroupWindows} applies those of one group and finds the windows in
 * which the condition holds; of its {@link dev.sluice.engine.correlate.Firing}s {@link
 * dev.sluice.engine.correlate.ChainSignals} makes signals of the next stage. {@link
 * dev.sluice.engine.correlate.CorrelationRun} does all of it in memory.
 *
 * <p>Knows neither {@code match}, which calls it, nor a stream: where windows are kept is a {@link
 * dev.sluice.engine.correlate.WindowStore}.
 *
 * <p>Invariant: which windows fire depends on the definition and the signals only; never on the
 * clock, nor on what the correlation says about itself.
 */
@NullMarked
package dev.sluice.engine.correlate;

import org.jspecify.annotations.NullMarked;
