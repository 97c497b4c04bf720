/**
 * Regular expressions of Sigma rules, searched for in UTF-8 bytes.
 *
 * <p>{@link dev.sluice.engine.regex.ByteRegex} takes an expression that RE2/J has accepted, reads
 * it with a parser of its own, and runs it as an automaton whose states are built when first
 * needed: pattern, {@code Expression}, {@code Search}, {@code Program}, {@code LazyAutomaton}.
 * {@link dev.sluice.engine.regex.RequiredLiterals} says which texts need not be searched at all.
 * The layer stands beside {@code event}, of which it uses the case folding only; {@code compile}
 * and {@code match} stand above it.
 *
 * <p>Invariant: an expression is refused or answers as RE2/J 1.8 does for every text; RE2/J stays
 * the oracle of the tests and the fallback of whatever is refused.
 */
@NullMarked
package dev.sluice.engine.regex;

import org.jspecify.annotations.NullMarked;
