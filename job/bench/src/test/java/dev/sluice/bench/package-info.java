/** The benchmarks that JMH runs, and the tests of what they are made of. */
@NullMarked
package dev.sluice.bench;

import org.jspecify.annotations.NullMarked;
