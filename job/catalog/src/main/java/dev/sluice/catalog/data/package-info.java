/**
 * The catalogue as data, as it is written: records whose components are the keys of the JSON.
 *
 * <p>Invariant: nothing here depends on the clock, the machine or where the rules lie.
 */
@NullMarked
package dev.sluice.catalog.data;

import org.jspecify.annotations.NullMarked;
