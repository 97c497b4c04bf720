/**
 * The Sigma language (specification 2.1): text to rules, correlations and filters, as their authors
 * wrote them.
 *
 * <p>Reads documents through {@code yaml}, keeps the place of every value and judges form only:
 * which modifiers mean what is the business of {@code compile}. Nothing here knows events.
 *
 * <p>Invariant: no input makes the parser throw. A document is either given out or has at least one
 * {@link dev.sluice.engine.yaml.SigmaError} of severity error.
 */
@NullMarked
package dev.sluice.engine.sigma;

import org.jspecify.annotations.NullMarked;
