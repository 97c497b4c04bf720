/**
 * Rule sets and their evaluation: which rules an event makes fire, and why.
 *
 * <p>Takes predicates from {@code compile}, events from {@code event} and correlations from {@code
 * correlate}, to which it tells what fired; knows neither YAML nor where an event came from. {@link
 * dev.sluice.engine.match.ScanJudge} reads an event in full and tests every admitted rule: the
 * truth that the fast way is held against.
 *
 * <p>The fast way is {@link dev.sluice.engine.match.RuleIndex}, shared, and one {@link
 * dev.sluice.engine.match.IndexedJudge} a thread. {@code Route} and {@code RoutePlan} say which
 * rules may fire on a kind of event; {@code ConstantFolder} decides what the kind decides; {@code
 * WitnessFinder} picks by which literals a rule is watched; {@code LiteralIndex} finds the literals
 * of all rules in a value; {@code PlainTest} evaluates what is left on bytes.
 *
 * <p>Invariant of the index: it may only over-approximate. A rule that would fire on an event is a
 * candidate there, and every candidate is tested.
 *
 * <p>Invariant: the rules that fire on an event depend on the event's bytes, the rule set and the
 * tables only; never on the clock, on other events or on the thread.
 */
@NullMarked
package dev.sluice.engine.match;

import org.jspecify.annotations.NullMarked;
