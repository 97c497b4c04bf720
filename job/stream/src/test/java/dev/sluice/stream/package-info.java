/** Tests of the Flink job; {@code XITCase} needs a cluster in this JVM. */
@NullMarked
package dev.sluice.stream;

import org.jspecify.annotations.NullMarked;
