package dev.sluice.engine.match;

import dev.sluice.engine.compile.Anchor;
import org.jspecify.annotations.Nullable;

/**
 * A text that a value must have for a predicate to be true: what a rule is watched by.
 *
 * @param field null when the text may stand anywhere in the event
 * @param text folded, not empty, without lone surrogates; with {@link Anchor#EXACT} a number in
 *     plain digits also stands for every other way to write that number when {@code numeric}
 */
record Literal(@Nullable String field, Anchor anchor, String text, boolean numeric) {}
