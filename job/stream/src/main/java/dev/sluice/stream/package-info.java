/**
 * The Flink job: events keyed by host, rules as broadcast state, alerts out.
 *
 * <pre>
 * EventFileSource ------------------------- keyBy host --+
 *                                                        +- DetectFunction -- alerts, dead letters, acks
 * RuleDirectorySource -- RuleVerifier ----- broadcast ---+
 * </pre>
 *
 * <p>Operators are thin. What can be judged without Flink stands in plain classes beside them:
 * {@link dev.sluice.stream.RuleGate} says which rules come into force, {@link
 * dev.sluice.stream.EventJudge} what one event gives. {@link dev.sluice.stream.SluiceJob} draws the
 * graph; {@link dev.sluice.stream.LocalJob} runs it in this JVM.
 *
 * <p>Invariant: no event is judged before a rule set is in force, and state holds rule sources,
 * never compiled rules.
 */
@NullMarked
package dev.sluice.stream;

import org.jspecify.annotations.NullMarked;
