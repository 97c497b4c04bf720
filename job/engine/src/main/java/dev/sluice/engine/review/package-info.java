/**
 * What the author of rules asks of them: what they can see, what a change of them means, what would
 * silence them where they are wrong.
 *
 * <p>Takes compiled rules and events from the layers below and judges by the rules' own predicates
 * and judges; nothing here takes part in detection.
 *
 * <p>Invariant: what is said of a rule was evaluated with that rule. What cannot be shown is said
 * to be unknown.
 */
@NullMarked
package dev.sluice.engine.review;

import org.jspecify.annotations.NullMarked;
