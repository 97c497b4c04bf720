/**
 * Rule sets and their evaluation: which rules an event makes fire, and why.
 *
 * <p>Takes predicates from {@code compile} and events from {@code event}; knows neither YAML nor
 * where an event came from. {@link dev.sluice.engine.match.ScanMatcher} tests every admitted rule
 * and stays the truth that any faster matcher is held against.
 *
 * <p>Invariant: the rules that fire on an event depend on the event's bytes, the rule set and the
 * tables only; never on the clock, on other events or on the thread.
 */
@NullMarked
package dev.sluice.engine.match;

import org.jspecify.annotations.NullMarked;
