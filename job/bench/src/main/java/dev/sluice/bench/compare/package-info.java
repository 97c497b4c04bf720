/** How the engine compares with others over the same rules and the same events. */
@NullMarked
package dev.sluice.bench.compare;

import org.jspecify.annotations.NullMarked;
