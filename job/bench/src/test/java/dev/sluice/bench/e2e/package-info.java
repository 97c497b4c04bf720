/** Tests of what holds a whole run against the engine. */
@NullMarked
package dev.sluice.bench.e2e;

import org.jspecify.annotations.NullMarked;
