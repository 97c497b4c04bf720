/**
 * What the engine costs: events a second of a judge beside Jackson's tokenizer over the same bytes,
 * by kind of event and number of rules.
 *
 * <p>{@link dev.sluice.bench.Throughput} measures; {@code sluice bench} does so with the rules and
 * events of a user, {@code LaneTable} with the public corpora: {@code Telemetry} reads them, {@code
 * ProcessEvents}, {@code HostileEvents} and {@code MutatedRules} make of them what they lack. All
 * that is drawn is drawn with a seed.
 *
 * <p>Invariant: an event is measured only by a judge that has not seen it before.
 */
@NullMarked
package dev.sluice.bench;

import org.jspecify.annotations.NullMarked;
